package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import quietline.Enhancer;
import quietline.streaming.Soak;
import quietline.weights.Weights;

/** Five minutes of 500 streams in one process, each with a hop every 16 ms. */
@Tag("soak")
class StreamsSoakTest {

    private static final double FIVE_MINUTES = 5;
    private static final int STREAMS = 500;
    private static final long WARM_UP_NANOS = 10_000_000_000L;
    private static final double MOST_LATE = 0.001;

    @Test
    void atMostOneHopInAThousandIsLate() {
        double minutes = Soak.minutes(FIVE_MINUTES);
        long nanos = (long) (1e9 * Soak.MINUTE_SECONDS * minutes);
        ProfileSettings settings = new ProfileSettings(Weights.fast(), WARM_UP_NANOS, nanos);
        HopClock clock = new HopClock();
        double load = Soak.load();
        WarmUp.run(clock, WARM_UP_NANOS, new HopSound(settings.enhancer(), 0));
        double heap = Soak.heapMegabytes();
        List<Enhancer> enhancers = new ArrayList<>();
        while (enhancers.size() < STREAMS) {
            enhancers.add(settings.enhancer());
        }
        double kilobytes = 1000 * (Soak.heapMegabytes() - heap) / STREAMS;
        List<Runnable> streams = new ArrayList<>();
        for (Enhancer enhancer : enhancers) {
            streams.add(new HopSound(enhancer, 7 * streams.size()));
        }
        int threads = Runtime.getRuntime().availableProcessors();
        // Java compiles again once it has seen many streams: a server has that behind it, too.
        new StreamsRun(clock, streams, threads, WARM_UP_NANOS).run(clock.nanos());
        StreamsRun run = new StreamsRun(clock, streams, threads, nanos);
        run.run(clock.nanos());
        double late = (double) run.misses() / run.hops();
        Soak.print(
                "%d streams on %d threads for %.1f min, load average before %.2f: %,d hops, %.4f %%"
                        + " late, p99 %.2f ms, longest %.1f ms; %.0f kB a stream",
                STREAMS,
                threads,
                minutes,
                load,
                run.hops(),
                100 * late,
                run.response().getValueAtPercentile(99) / 1e6,
                run.response().getMaxValue() / 1e6,
                kilobytes);
        assertTrue(late <= MOST_LATE, 100 * late + " % late");
    }
}
