package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the controller against a simulation of two clocks and a ring. */
class DriftControlTest {

    private static final int BURSTS_PER_SECOND = 125;

    /**
     * The drift varies by 10 % with a period of six hours, and the observed excess has a random
     * error of a burst.
     */
    @ParameterizedTest
    @ValueSource(ints = {200, -200, 1000, -1000, 20})
    void keepsDelayConstantForSevenHours(int ppm) {
        DriftControl control = new DriftControl(LatencyPolicy.LOW);
        double excess = 0;
        double correction = 0;
        double lowest = 0;
        double highest = 0;
        long random = 1;
        for (int burst = 0; burst < 7 * 3600 * BURSTS_PER_SECOND; burst++) {
            double hours = burst / (3600.0 * BURSTS_PER_SECOND);
            double drift = ppm * 1e-6 * (1 + 0.1 * Math.sin(hours));
            // A faster speaker takes more from the buffer.
            excess -= 128 * (drift + correction);
            random = random * 6364136223846793005L + 1442695040888963407L;
            correction = control.burst((int) (excess + (random >>> 57) - 64));
            assertTrue(Math.abs(correction) <= DriftControl.MOST);
            if (burst == 60 * BURSTS_PER_SECOND) {
                lowest = excess;
                highest = excess;
            }
            lowest = Math.min(lowest, excess);
            highest = Math.max(highest, excess);
        }
        assertTrue(highest < 100 && lowest > -100, "from %f to %f".formatted(lowest, highest));
        assertEquals(ppm, control.driftPpm(), 0.2 * Math.abs(ppm) + 60);
    }

    @Test
    void leavesEqualClocksAlone() {
        DriftControl control = new DriftControl(LatencyPolicy.LOW);
        for (int i = 0; i < 10_000; i++) {
            assertEquals(0, control.burst(i % 2 == 0 ? 60 : -60));
        }
        DriftControl withReserve = new DriftControl(LatencyPolicy.SAFE);
        for (int i = 0; i < 10_000; i++) {
            assertEquals(0, withReserve.burst(256));
        }
    }

    @Test
    void becomesInactiveAfterDisturbance() {
        DriftControl control = new DriftControl(LatencyPolicy.LOW);
        double excess = 300;
        double correction = 1;
        for (int i = 0; i < 300 * BURSTS_PER_SECOND; i++) {
            correction = control.burst((int) excess);
            excess -= 128 * correction;
        }
        assertEquals(0, correction);
        assertEquals(0, excess, 40);
    }
}
