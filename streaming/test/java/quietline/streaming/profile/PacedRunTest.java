package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import quietline.streaming.profile.OutlierLog.Outlier;

/** Stalls of known length, on a clock that the test moves. */
class PacedRunTest {

    private static final long PERIOD = 16_000_000;
    private static final long USUAL = 100_000;
    private static final long STALL = 50_000_000;
    private static final int HOPS = 10_000;

    private final FakeClock clock = new FakeClock();
    private long hop;

    /** Every thousandth hop stalls: work that takes 0.1 ms, then 50 ms in which nothing runs. */
    private PacedRun stalling() {
        PacedRun run = new PacedRun(clock, this::hopThatStalls, PERIOD, PERIOD, HOPS);
        run.run(clock.nanos() + PERIOD, HOPS);
        return run;
    }

    private void hopThatStalls() {
        clock.work(USUAL);
        if (++hop % 1000 == 500) {
            clock.away(STALL);
        }
    }

    /**
     * Each stall delays the hops behind it, too: 50.1, 34.2, 18.3 and 2.4 ms, ten times each of ten
     * thousand.
     */
    @Test
    void countsHopsThatWaitBehindAStall() {
        Series response = stalling().response;
        assertMillis(50.1, response.histogram.getMaxValue());
        assertMillis(50.1, response.percentile(99.95));
        assertMillis(34.2, response.percentile(99.85));
        assertMillis(18.3, response.percentile(99.75));
        assertMillis(2.4, response.percentile(99.65));
        assertMillis(0.1, response.percentile(99.5));
    }

    @Test
    void leavesThemOutOfTheServiceTime() {
        Series service = stalling().service;
        assertMillis(50.1, service.percentile(99.95));
        assertMillis(0.1, service.percentile(99.85));
        assertMillis(0.1, service.percentile(99.75));
    }

    /**
     * HdrHistogram estimates the waiting hops from the interval alone. It leaves out their own work
     * and those that wait less than an interval, hence the tolerance.
     */
    @Test
    void agreesWithHdrHistogramsCorrection() {
        PacedRun run = stalling();
        Histogram guessed = run.service.histogram.copyCorrectedForCoordinatedOmission(PERIOD);
        for (double percent : new double[] {50, 99.5, 99.75, 99.85, 99.95, 100}) {
            assertEquals(
                    guessed.getValueAtPercentile(percent) / 1e6,
                    run.response.percentile(percent) / 1e6,
                    3 * USUAL / 1e6);
        }
    }

    @Test
    void countsMisses() {
        assertEquals(30, stalling().misses);
    }

    @Test
    void missesAHopThatIsANanosecondLate() {
        PacedRun inTime = new PacedRun(clock, () -> clock.work(PERIOD), PERIOD, PERIOD, 100);
        inTime.run(clock.nanos(), 100);
        assertEquals(0, inTime.misses);
        PacedRun late = new PacedRun(clock, () -> clock.work(PERIOD + 1), PERIOD, PERIOD, 100);
        late.run(clock.nanos(), 100);
        assertEquals(100, late.misses);
    }

    @Test
    void explainsStallsAndTheHopsBehindThem() {
        PacedRun run = stalling();
        List<Outlier> outliers = new Causes(List.of(), USUAL, run.startNanos).explain(run.outliers);
        assertEquals(40, outliers.size());
        Outlier worst = outliers.get(0);
        assertEquals(499, worst.index() % 1000);
        assertEquals(worst.index() * PERIOD, worst.atNanos());
        assertEquals("scheduling", worst.cause());
        assertEquals("not on a processor for 50.0 ms", worst.detail());
        for (Outlier waiting : outliers.subList(10, 40)) {
            assertTrue(waiting.index() % 1000 > 499 && waiting.index() % 1000 < 503);
            assertEquals("scheduling", waiting.cause());
            assertEquals("waited for the hop before", waiting.detail());
        }
    }

    @Test
    void saysThatAThreadWasWokenLate() {
        FakeClock oversleeping =
                new FakeClock() {
                    @Override
                    void await(long nanos) {
                        super.await(nanos);
                        if (++hop == 300) {
                            away(5_000_000);
                        }
                    }
                };
        Runnable work = () -> oversleeping.work(USUAL);
        PacedRun run = new PacedRun(oversleeping, work, PERIOD, PERIOD, 400);
        run.run(oversleeping.nanos() + PERIOD, 400);
        Outlier worst = new Causes(null, USUAL, run.startNanos).explain(run.outliers).get(0);
        assertEquals("scheduling", worst.cause());
        assertEquals("woken 5.00 ms late", worst.detail());
    }

    @Test
    void countsTheBytesThatHopsAllocate() {
        PacedRun run = new PacedRun(clock, () -> clock.allocate(24), PERIOD, PERIOD, 1000);
        run.run(clock.nanos(), 1000);
        assertEquals(24, run.bytesPerHop());
    }

    private static void assertMillis(double expected, long nanos) {
        assertEquals(expected, nanos / 1e6, 0.001 * expected + 0.001);
    }
}
