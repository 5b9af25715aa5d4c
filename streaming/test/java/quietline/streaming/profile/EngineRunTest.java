package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import quietline.streaming.profile.OutlierLog.Outlier;

class EngineRunTest {

    private static final long SECOND = 1_000_000_000L;

    private final FakeClock clock = new FakeClock();
    private long hops;
    private long usualHops;

    private EngineRun run(Runnable hop) {
        EngineRun run = new EngineRun(clock, hop, () -> usualHops++, 20_000, 10 * SECOND);
        run.run();
        return run;
    }

    @Test
    void timesHopsForAsLongAsAskedFor() {
        EngineRun run = run(() -> clock.work(20_000));
        assertEquals(20_000, run.series.percentile(50), 20);
        assertEquals(10, run.nanos() / 1e9, 0.2);
        assertEquals(10, run.hops * 20e-6, 0.2);
        double[] medians = run.series.batchMedians();
        assertTrue(medians.length >= 90, medians.length + " batches");
        assertEquals(20_000, medians[0]);
    }

    @Test
    void notesAnOutlierWithTheTimeItsThreadWasNotOnAProcessor() {
        EngineRun run =
                run(
                        () -> {
                            clock.work(20_000);
                            if (++hops == 200_000) {
                                clock.away(3_000_000);
                            }
                        });
        List<Outlier> outliers =
                new Causes(List.of(), 20_000, run.startNanos).explain(run.outliers);
        assertEquals(1, outliers.size());
        assertEquals(3_020_000, outliers.get(0).nanos());
        assertEquals("scheduling", outliers.get(0).cause());
        assertEquals("not on a processor for 3.00 ms", outliers.get(0).detail());
        assertEquals(run.hops - 1, usualHops);
    }

    @Test
    void doesNotBlameTimeAwayBetweenHops() {
        Runnable hop = () -> clock.work(++hops == 200_000 ? 900_000 : 20_000);
        Runnable between = () -> clock.away(hops == 199_990 ? 3_000_000 : 0);
        EngineRun run = new EngineRun(clock, hop, between, 20_000, 10 * SECOND);
        run.run();
        List<Outlier> outliers =
                new Causes(List.of(), 20_000, run.startNanos).explain(run.outliers);
        assertEquals(1, outliers.size());
        assertEquals("unknown", outliers.get(0).cause());
    }

    @Test
    void countsTheBytesThatHopsAllocate() {
        EngineRun run =
                run(
                        () -> {
                            clock.work(20_000);
                            clock.allocate(48);
                        });
        assertEquals(48, run.bytesPerHop());
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
