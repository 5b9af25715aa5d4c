package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Streams dealt out to threads; each thread serves its own in turn, each hop when it is due. */
final class StreamsRun {

    /** Far enough that all threads wait for it. */
    private static final long LEAD_NANOS = 20_000_000;

    private final List<PacedRun> runs = new ArrayList<>();
    private final int streams;
    private final long durationNanos;

    /** A stream each is {@code works}; there are as many threads as streams at most. */
    StreamsRun(HopClock clock, List<? extends HopWork> works, int threads, long durationNanos) {
        streams = works.size();
        this.durationNanos = durationNanos;
        int used = Math.min(threads, streams);
        for (int t = 0; t < used; t++) {
            List<HopWork> own = new ArrayList<>();
            for (int s = t; s < streams; s += used) {
                own.add(works.get(s));
            }
            long period = ProfileSettings.HOP_NANOS / own.size();
            runs.add(
                    new PacedRun(
                            clock,
                            new InTurn(own),
                            period,
                            ProfileSettings.HOP_NANOS,
                            durationNanos / period));
        }
    }

    /** One after another, over and over. */
    private static final class InTurn implements HopWork {

        private final HopWork[] works;
        private int next;

        InTurn(List<HopWork> works) {
            this.works = works.toArray(HopWork[]::new);
        }

        @Override
        public void hop() {
            works[next].hop();
            next = next + 1 == works.length ? 0 : next + 1;
        }
    }

    void run(long nowNanos) {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int t = 0; t < runs.size(); t++) {
                PacedRun run = runs.get(t);
                long offset = run.periodNanos() * t / runs.size();
                long hops = Math.max(1, durationNanos / run.periodNanos());
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

    int streams() {
        return streams;
    }

    long hops() {
        return runs.stream().mapToLong(PacedRun::hops).sum();
    }

    long misses() {
        return runs.stream().mapToLong(PacedRun::misses).sum();
    }

    /** Of all streams, from the times their hops were due. */
    Histogram response() {
        Histogram sum = runs.get(0).response.histogram().copy();
        runs.subList(1, runs.size()).forEach(run -> sum.add(run.response.histogram()));
        return sum;
    }

    /** The share of the threads' time that went into hops. */
    double busy() {
        double worked = 0;
        double nanos = 0;
        for (PacedRun run : runs) {
            Histogram service = run.service.histogram();
            worked += service.getMean() * service.getTotalCount();
            nanos += run.nanos();
        }
        return worked / nanos;
    }
}
