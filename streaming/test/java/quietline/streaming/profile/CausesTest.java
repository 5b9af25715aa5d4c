package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import quietline.streaming.profile.Incident.Kind;

class CausesTest {

    private static final long USUAL = 20_000;

    private static final int FORCED = 4;
    private static final int LIVING = 1_000_000;

    /**
     * What is forced to happen in a hop is found as its cause, on the virtual machine's clock. Each
     * hop is due at once and has much to collect, so that however busy the computer is, collecting
     * is a good part of what it takes.
     */
    @Test
    void aForcedCollectionIsTheCause() throws IOException {
        Object[] living = null;
        for (int i = 0; i < LIVING; i++) {
            living = new Object[] {living};
        }
        Optional<FlightLog> flight = FlightLog.start();
        assumeTrue(flight.isPresent());
        HopClock clock = HopClock.system();
        List<PacedRun> runs = new ArrayList<>();
        for (int i = 0; i < FORCED; i++) {
            PacedRun run = new PacedRun(clock, System::gc, 20_000_000, 1, 1);
            run.run(clock.nanos(), 1);
            runs.add(run);
        }
        List<Incident> incidents = flight.get().stop();
        Reference.reachabilityFence(living);
        for (PacedRun run : runs) {
            Outlier outlier =
                    new Causes(incidents, USUAL, run.startNanos()).explain(run.outliers).get(0);
            assertEquals(Kind.COLLECTION.title, outlier.cause(), outlier.toString());
            assertTrue(outlier.detail().endsWith("System.gc()"), outlier.toString());
        }
    }

    @Test
    void whatStopsAllThreadsComesFirst() {
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
    void aCompilationIsToBlameOnlyForWhatItCovers() {
        Incident whole = new Incident(Kind.COMPILATION, "A.b", 0, 1_000_000);
        Outlier robbed = only(900_000, whole);
        assertEquals("scheduling beside compilation", robbed.cause());
        assertEquals("A.b; not on a processor for 900 µs", robbed.detail());
        Outlier brief = only(900_000, new Incident(Kind.COMPILATION, "A.b", 0, 100_000));
        assertEquals("scheduling", brief.cause());
    }

    @Test
    void codeGivenUpIsACauseOfItsOwn() {
        Incident trap = new Incident(Kind.DEOPTIMISATION, "A.b, null_check", 50_000, 50_000);
        assertEquals("compiled code given up", only(0, trap).cause());
    }

    @Test
    void whatNothingExplainsIsSaidToBeSo() {
        Outlier outlier = only(0, new Incident(Kind.COLLECTION, "x", 2_000_000, 3_000_000));
        assertEquals("not explained", outlier.cause());
        assertEquals("it ran all the time, as far as the system knows", outlier.detail());
    }

    @Test
    void causesAreSummedUpByTheTimeTheyTook() {
        OutlierLog log = new OutlierLog(0);
        log.note(1, 0, 0, 100_000, 0);
        log.note(5, 0, 0, 150_000, 0);
        log.note(9, 2_000_000, 2_000_000, 3_000_000, 900_000);
        var summary = Causes.summary(new Causes(List.of(), USUAL, 0).explain(log));
        assertEquals(List.of("scheduling", "not explained"), List.copyOf(summary.keySet()));
        assertEquals(2, summary.get("not explained")[0]);
        assertEquals(250_000, summary.get("not explained")[1]);
        assertTrue(summary.get("scheduling")[1] == 1_000_000);
    }

    /** A hop from 0 to 1 ms. */
    private static Outlier only(long away, Incident... incidents) {
        OutlierLog log = new OutlierLog(0);
        log.note(7, 0, 0, 1_000_000, away);
        return new Causes(List.of(incidents), USUAL, 0).explain(log).get(0);
    }
}
