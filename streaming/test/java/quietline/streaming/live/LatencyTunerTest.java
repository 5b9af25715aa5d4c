package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatencyTunerTest {

    private static final int BURST = LatencyPolicy.BURST_SAMPLES;

    private static void calm(LatencyTuner tuner, int seconds, int spare) {
        for (int i = 0; i < seconds * 125; i++) {
            tuner.spare(spare);
            tuner.burst();
        }
    }

    @Test
    void growsOnUnderrunAndShrinksAfterTenSecondsWithout() {
        LatencyTuner tuner = new LatencyTuner(LatencyPolicy.LOW);
        int least = tuner.targetSamples();
        for (int glitches = 1; glitches <= 4; glitches++) {
            tuner.glitch();
            assertEquals(least + glitches * BURST, tuner.targetSamples());
        }
        calm(tuner, 9, 1000);
        assertEquals(least + 4 * BURST, tuner.targetSamples());
        calm(tuner, 1, 3 * BURST);
        assertEquals(least + 2 * BURST, tuner.targetSamples());
        calm(tuner, 10, 1000);
        assertEquals(least, tuner.targetSamples());
    }

    @Test
    void keepsReserveThatIsNeeded() {
        LatencyTuner tuner = new LatencyTuner(LatencyPolicy.LOW);
        tuner.glitch();
        int target = tuner.targetSamples();
        calm(tuner, 1000, BURST);
        assertEquals(target, tuner.targetSamples());
        calm(tuner, 10, BURST + 20);
        assertEquals(target - 20, tuner.targetSamples());
    }

    @Test
    void limitsReserve() {
        LatencyTuner tuner = new LatencyTuner(LatencyPolicy.SAFE);
        for (int i = 0; i < 1000; i++) {
            tuner.glitch();
        }
        assertEquals(LatencyPolicy.MOST_SAMPLES + 256, tuner.targetSamples());
    }

    @Test
    void refusesPolicyOutOfRange() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> new LatencyPolicy(5000))
                        .getMessage();
        assertTrue(message.contains("5000"), message);
        assertThrows(IllegalArgumentException.class, () -> new LatencyPolicy(0));
    }
}
