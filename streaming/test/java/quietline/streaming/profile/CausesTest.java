package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import quietline.streaming.profile.Causes.Share;
import quietline.streaming.profile.FlightLog.Incident;
import quietline.streaming.profile.FlightLog.Incident.Kind;
import quietline.streaming.profile.OutlierLog.Outlier;

class CausesTest {

    private static final long USUAL = 20_000;

    private static final int FORCED = 4;
    private static final int LIVING = 1_000_000;

    /**
     * Each hop is due at once and leaves much to collect, so that collecting takes most of its time
     * even on a busy machine.
     */
    @Test
    void findsAForcedCollection() throws IOException {
        Object[] living = null;
        for (int i = 0; i < LIVING; i++) {
            living = new Object[] {living};
        }
        FlightLog flight = FlightLog.start();
        HopClock clock = new HopClock();
        List<PacedRun> runs = new ArrayList<>();
        for (int i = 0; i < FORCED; i++) {
            PacedRun run = new PacedRun(clock, System::gc, 20_000_000, 1, 1);
            run.run(clock.nanos(), 1);
            runs.add(run);
        }
        List<Incident> incidents = flight.stop();
        assumeTrue(incidents != null, "this Java has no Flight Recorder");
        Reference.reachabilityFence(living);
        for (PacedRun run : runs) {
            Outlier outlier =
                    new Causes(incidents, USUAL, run.startNanos).explain(run.outliers).get(0);
            assertEquals(Kind.COLLECTION.title, outlier.cause(), outlier.toString());
            assertTrue(outlier.detail().endsWith("System.gc()"), outlier.toString());
        }
    }

    @Test
    void prefersWhatStopsAllThreads() {
        Outlier outlier =
                only(
                        900_000,
                        new Incident(Kind.COMPILATION, "A.b", 0, 1_000_000),
                        new Incident(Kind.SAFEPOINT, "Cleanup", 100_000, 900_000),
                        new Incident(Kind.COLLECTION, "DefNew, full", 100_000, 880_000));
        assertEquals("garbage collection", outlier.cause());
        assertEquals("DefNew, full", outlier.detail());
    }

    @Test
    void blamesACompilationOnlyIfItOverlapsEnough() {
        Incident whole = new Incident(Kind.COMPILATION, "A.b", 0, 1_000_000);
        Outlier robbed = only(900_000, whole);
        assertEquals("scheduling beside compilation", robbed.cause());
        assertEquals("A.b; not on a processor for 900 µs", robbed.detail());
        Outlier brief = only(900_000, new Incident(Kind.COMPILATION, "A.b", 0, 100_000));
        assertEquals("scheduling", brief.cause());
    }

    @Test
    void findsADeoptimisation() {
        Incident trap = new Incident(Kind.DEOPTIMISATION, "A.b, null_check", 50_000, 50_000);
        assertEquals("deoptimisation", only(0, trap).cause());
    }

    @Test
    void saysThatACauseIsUnknown() {
        Outlier outlier = only(0, new Incident(Kind.COLLECTION, "x", 2_000_000, 3_000_000));
        assertEquals("unknown", outlier.cause());
        assertEquals("on a processor all the time, as far as the system tells", outlier.detail());
    }

    @Test
    void sumsUpCausesByTheirTime() {
        OutlierLog log = new OutlierLog(0);
        log.note(1, 0, 0, 100_000, 0);
        log.note(5, 0, 0, 150_000, 0);
        log.note(9, 2_000_000, 2_000_000, 3_000_000, 900_000);
        List<Outlier> outliers = new Causes(List.of(), USUAL, 0).explain(log);
        assertEquals(
                List.of(new Share("scheduling", 1, 1_000_000), new Share("unknown", 2, 250_000)),
                Causes.summary(outliers));
    }

    /** Returns the only outlier: a hop from 0 to 1 ms. */
    private static Outlier only(long away, Incident... incidents) {
        OutlierLog log = new OutlierLog(0);
        log.note(7, 0, 0, 1_000_000, away);
        return new Causes(List.of(incidents), USUAL, 0).explain(log).get(0);
    }
}
