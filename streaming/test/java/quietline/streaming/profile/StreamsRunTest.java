package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsRunTest {

    private static final long SECOND = 1_000_000_000L;

    private final FakeClock clock = new FakeClock();

    private StreamsRun run(int streams, long hopNanos, int[] hops) {
        List<Runnable> works = new ArrayList<>();
        for (int s = 0; s < streams; s++) {
            int stream = s;
            works.add(
                    () -> {
                        hops[stream]++;
                        clock.work(hopNanos);
                    });
        }
        StreamsRun run = new StreamsRun(clock, works, 1, SECOND);
        run.run(clock.nanos());
        return run;
    }

    @Test
    void runsAHopOfEachStreamEvery16Milliseconds() {
        int[] hops = new int[10];
        StreamsRun run = run(10, 100_000, hops);
        for (int count : hops) {
            assertEquals(62.5, count, 1);
        }
        assertEquals(0, run.misses());
        assertEquals(100_000, run.response().getMaxValue(), 100);
    }

    /** 160 hops of 0.1 ms just fit into 16 ms. */
    @Test
    void countsLateHopsOfTooManyStreams() {
        assertEquals(0, run(160, 100_000, new int[160]).misses());
        StreamsRun tooMany = run(200, 100_000, new int[200]);
        assertTrue(tooMany.misses() > 0.5 * tooMany.hops(), tooMany.misses() + " missed");
    }
}
