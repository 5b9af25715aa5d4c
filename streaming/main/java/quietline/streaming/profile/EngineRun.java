package quietline.streaming.profile;

import java.util.List;

/**
 * Hops back to back. Several streams take turns, batch by batch, so that whatever else the computer
 * does disturbs them alike.
 */
final class EngineRun {

    /** One of the streams, and what was measured of it. */
    static final class Contender {

        private static final int BATCHES = 100;
        private static final int MOST_BATCH_HOPS = 20_000;

        private final String name;
        private final Runnable hop;
        private final Runnable afterUsualHop;
        Series series;
        OutlierLog outliers;
        long hops;
        private long allocatedBytes;

        /**
         * @param afterUsualHop called, untimed, after each hop that was not unusually slow
         */
        Contender(String name, Runnable hop, Runnable afterUsualHop) {
            this.name = name;
            this.hop = hop;
            this.afterUsualHop = afterUsualHop;
        }

        Contender(String name, Runnable hop) {
            this(name, hop, () -> {});
        }

        private void prepare(double usualNanos, long durationNanos, int contenders) {
            double hopsEach = durationNanos / contenders / usualNanos;
            long batch = (long) Math.max(1, Math.min(MOST_BATCH_HOPS, hopsEach / BATCHES));
            // Stages are timed on every other hop, so two neighbours count as one, by their mean.
            series = new Series(name, durationNanos, batch, 2);
            outliers = new OutlierLog((long) (OutlierLog.USUAL_TIMES * usualNanos));
        }

        double bytesPerHop() {
            return hops == 0 ? 0 : (double) allocatedBytes / hops;
        }
    }

    private final HopClock clock;
    private final List<Contender> contenders;
    WarmUp warmUp;
    long startNanos;
    private long endNanos;

    EngineRun(HopClock clock, List<Contender> contenders) {
        this.clock = clock;
        this.contenders = contenders;
    }

    void run(long warmUpNanos, long durationNanos) {
        Runnable[] streams = contenders.stream().map(one -> one.hop).toArray(Runnable[]::new);
        warmUp = WarmUp.run(clock, warmUpNanos, streams);
        for (int i = 0; i < streams.length; i++) {
            contenders.get(i).prepare(warmUp.usualNanos()[i], durationNanos, streams.length);
        }
        startNanos = clock.nanos();
        do {
            contenders.forEach(this::batch);
            endNanos = clock.nanos();
        } while (endNanos - startNanos < durationNanos);
    }

    private void batch(Contender one) {
        long bytes = clock.allocatedBytes();
        long cpu = clock.cpuNanos();
        long wall = clock.nanos();
        boolean full = false;
        while (!full) {
            long before = clock.nanos();
            one.hop.run();
            long after = clock.nanos();
            one.hops++;
            full = one.series.record(before - startNanos, after - before);
            if (after - before <= one.outliers.thresholdNanos) {
                one.afterUsualHop.run();
                continue;
            }
            // Processor time takes a system call, so it is read only after an unusually slow hop.
            long cpuNow = clock.cpuNanos();
            long wallNow = clock.nanos();
            long away = wallNow - wall - (cpuNow - cpu);
            one.outliers.note(one.hops - 1, before, before, after, away);
            cpu = cpuNow;
            wall = wallNow;
        }
        one.allocatedBytes += clock.allocatedBytes() - bytes;
        one.series.closeBatch();
    }

    long nanos() {
        return endNanos - startNanos;
    }
}
