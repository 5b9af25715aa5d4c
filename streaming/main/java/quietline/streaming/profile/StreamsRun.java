package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Streams shared out among threads; each thread runs the hops of its streams, each when due. */
final class StreamsRun {

    /** Long enough for all threads to be waiting when the first hop is due. */
    private static final long LEAD_NANOS = 20_000_000;

    private final List<PacedRun> runs = new ArrayList<>();
    final int streams;
    private final long durationNanos;

    /**
     * @param hops for each stream, what runs its next hop
     * @param threads the most threads; no more than streams are used
     */
    StreamsRun(HopClock clock, List<Runnable> hops, int threads, long durationNanos) {
        streams = hops.size();
        this.durationNanos = durationNanos;
        int used = Math.min(threads, streams);
        for (int t = 0; t < used; t++) {
            List<Runnable> own = new ArrayList<>();
            for (int s = t; s < streams; s += used) {
                own.add(hops.get(s));
            }
            long period = ProfileSettings.HOP_NANOS / own.size();
            runs.add(
                    new PacedRun(
                            clock,
                            inTurn(own),
                            period,
                            ProfileSettings.HOP_NANOS,
                            durationNanos / period));
        }
    }

    /** Returns what runs a hop of one stream after another, over and over. */
    private static Runnable inTurn(List<Runnable> hops) {
        Runnable[] all = hops.toArray(Runnable[]::new);
        return new Runnable() {
            private int next;

            @Override
            public void run() {
                all[next].run();
                next = next + 1 == all.length ? 0 : next + 1;
            }
        };
    }

    void run(long nowNanos) {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int t = 0; t < runs.size(); t++) {
                PacedRun run = runs.get(t);
                long offset = run.periodNanos * t / runs.size();
                long hops = Math.max(1, durationNanos / run.periodNanos);
                ends.add(threads.submit(() -> run.run(nowNanos + LEAD_NANOS + offset, hops)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a stream failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    long hops() {
        return runs.stream().mapToLong(run -> run.hops).sum();
    }

    long misses() {
        return runs.stream().mapToLong(run -> run.misses).sum();
    }

    /** Returns the times of all streams' hops, from when they were due. */
    Histogram response() {
        Histogram sum = runs.get(0).response.histogram.copy();
        runs.subList(1, runs.size()).forEach(run -> sum.add(run.response.histogram));
        return sum;
    }
}
