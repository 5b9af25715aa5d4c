package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartupProbeTest {

    /** 500 hops of 2 ms, 1000 of 0.1 ms, then 0.02 ms. */
    private static final int[] NANOS = new int[10_000];

    static {
        Arrays.fill(NANOS, 0, 500, 2_000_000);
        Arrays.fill(NANOS, 500, 1500, 100_000);
        Arrays.fill(NANOS, 1500, NANOS.length, 20_000);
        NANOS[0] = 300_000_000;
        NANOS[7] = 9_000_000;
    }

    @Test
    void steadyIsWhereNothingChangesAnyMore() {
        StartupProbe probe = StartupProbe.of(NANOS, 100, 700_000_000);
        assertEquals(1_000_000_000, probe.firstHopNanos());
        assertEquals(300_000_000, probe.firstNanos());
        assertEquals(9_000_000, probe.slowestNanos());
        assertEquals(1500, probe.steadyHops());
        long until = 700_000_000L + 300_000_000L + 9_000_000L + 498 * 2_000_000L + 100_000_000L;
        assertEquals(until, probe.steadyNanos());
        assertEquals(20_000, probe.medianNanos());
        assertTrue(probe.settled());
        assertEquals(10_000, probe.hops());
        assertEquals(List.of(300_000_000L, 2_000_000L, 2_000_000L), probe.curve().subList(0, 3));
        assertEquals(20_000, probe.curve().get(probe.curve().size() - 1));
        assertFalse(StartupProbe.of(Arrays.copyOf(NANOS, 2000), 1, 2).settled());
    }

    /** A short trouble of the computer's, long after, is not Java's. */
    @Test
    void aDisturbanceLaterOnDoesNotCount() {
        int[] disturbed = NANOS.clone();
        Arrays.fill(disturbed, 8000, 8250, 70_000);
        assertEquals(1500, StartupProbe.of(disturbed, 1, 2).steadyHops());
    }

    @Test
    void itGoesFromProcessToProcessAsALine() {
        StartupProbe probe = StartupProbe.of(NANOS, 1, 2);
        assertEquals(probe, StartupProbe.parse(probe.line() + "\n"));
    }

    @Test
    void aRunOfAFewHopsIsNoTrouble() {
        StartupProbe probe = StartupProbe.of(new int[] {5, 4, 3}, 1, 2);
        assertEquals(0, probe.steadyHops());
        assertEquals(7, probe.steadyNanos());
    }
}
