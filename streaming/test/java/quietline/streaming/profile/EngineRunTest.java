package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import quietline.streaming.profile.EngineRun.Contender;
import quietline.streaming.profile.OutlierLog.Outlier;

class EngineRunTest {

    private static final long SECOND = 1_000_000_000L;

    private final FakeClock clock = new FakeClock();
    private long hops;

    @Test
    void givesEachStreamTheSameTimeAndTimesItAlone() {
        Contender quick = new Contender("quick", () -> clock.work(20_000));
        Contender slow = new Contender("slow", () -> clock.work(80_000));
        EngineRun run = new EngineRun(clock, List.of(quick, slow));
        run.run(SECOND, 10 * SECOND);
        assertEquals(20_000, quick.series.percentile(50), 20);
        assertEquals(80_000, slow.series.percentile(50), 80);
        double quickSeconds = quick.hops * 20e-6;
        assertEquals(5, quickSeconds, 0.2);
        assertEquals(slow.hops * 80e-6, quickSeconds, 0.2);
        long[] medians = slow.series.batchMedians();
        assertTrue(medians.length >= 90, medians.length + " batches");
        assertEquals(80_000, medians[0]);
    }

    /** As with stage timing, where a median of single hops would show all of it or nothing. */
    @Test
    void countsAnExtraCostOfEveryOtherHopByHalf() {
        Contender plain = new Contender("plain", () -> clock.work(20_000));
        Contender other =
                new Contender("other", () -> clock.work(++hops % 2 == 0 ? 20_000 : 21_000));
        new EngineRun(clock, List.of(plain, other)).run(SECOND, SECOND);
        assertEquals(
                1.025,
                Comparison.paired(plain.series.batchMedians(), other.series.batchMedians()).ratio(),
                1e-6);
    }

    @Test
    void notesAnOutlierWithTheTimeItsThreadWasNotOnAProcessor() {
        Contender contender =
                new Contender(
                        "hop",
                        () -> {
                            clock.work(20_000);
                            if (++hops == 200_000) {
                                clock.away(3_000_000);
                            }
                        });
        EngineRun run = new EngineRun(clock, List.of(contender));
        run.run(SECOND, 10 * SECOND);
        List<Outlier> outliers =
                new Causes(List.of(), 20_000, run.startNanos).explain(contender.outliers);
        assertEquals(1, outliers.size());
        assertEquals(3_020_000, outliers.get(0).nanos());
        assertEquals("scheduling", outliers.get(0).cause());
        assertEquals("not on a processor for 3,000 µs", outliers.get(0).detail());
    }

    @Test
    void countsTheBytesThatHopsAllocate() {
        Contender contender =
                new Contender(
                        "hop",
                        () -> {
                            clock.work(20_000);
                            clock.allocate(48);
                        });
        new EngineRun(clock, List.of(contender)).run(SECOND, SECOND);
        assertEquals(48, contender.bytesPerHop());
    }

    /** Of more outliers than are kept. */
    @Test
    void keepsTheWorstAndCountsAll() {
        OutlierLog log = new OutlierLog(10);
        for (int i = 0; i < 1000; i++) {
            int length = (i * 7919) % 1000;
            log.note(i, 0, 0, length, 0);
        }
        assertEquals(1000, log.total);
        List<Outlier> worst = new Causes(null, 1, 0).explain(log);
        assertEquals(OutlierLog.KEPT, worst.size());
        assertEquals(999, worst.get(0).nanos());
        assertEquals(1000 - OutlierLog.KEPT, worst.get(OutlierLog.KEPT - 1).nanos());
    }
}
