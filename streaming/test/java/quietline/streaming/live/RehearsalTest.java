package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import quietline.Enhancer;

class RehearsalTest {

    /**
     * More often than Java's last compiler waits for by default, 5000 times; and not without
     * trouble.
     */
    @Test
    void allOfASessionIsGoneThroughOftenEnough() {
        LiveStatistics end = new Rehearsal(Enhancer.defaultWeights()).run();
        assertEquals(6000, end.hops());
        assertTrue(end.underruns() > 10, end.underruns() + " underruns");
        assertEquals(0, end.overruns());
        assertTrue(end.inputRms() > 0.02, end.inputRms() + " heard");
        assertTrue(end.uptimeSeconds() > 90, end.uptimeSeconds() + " s of sound");
    }
}
