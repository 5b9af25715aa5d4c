package quietline.streaming.profile;

/** Hops back to back, in batches. */
final class EngineRun {

    private static final int BATCHES = 100;
    private static final int MOST_BATCH_HOPS = 20_000;

    private final HopClock clock;
    private final Runnable hop;
    private final Runnable afterUsualHop;
    private final long durationNanos;
    final Series series;
    final OutlierLog outliers;
    long hops;
    long startNanos;
    private long endNanos;
    private long allocatedBytes;

    /**
     * @param afterUsualHop called, untimed, after each hop that was not unusually slow
     * @param usualNanos how long a hop usually takes
     */
    EngineRun(
            HopClock clock,
            Runnable hop,
            Runnable afterUsualHop,
            double usualNanos,
            long durationNanos) {
        this.clock = clock;
        this.hop = hop;
        this.afterUsualHop = afterUsualHop;
        this.durationNanos = durationNanos;
        double expectedHops = durationNanos / usualNanos;
        long batch = (long) Math.max(1, Math.min(MOST_BATCH_HOPS, expectedHops / BATCHES));
        series = new Series("hop", batch);
        outliers = new OutlierLog((long) (OutlierLog.USUAL_TIMES * usualNanos));
    }

    void run() {
        startNanos = clock.nanos();
        do {
            batch();
            endNanos = clock.nanos();
        } while (endNanos - startNanos < durationNanos);
    }

    private void batch() {
        long bytes = clock.allocatedBytes();
        long cpu = clock.cpuNanos();
        long wall = clock.nanos();
        boolean full = false;
        while (!full) {
            long before = clock.nanos();
            hop.run();
            long after = clock.nanos();
            hops++;
            full = series.record(before - startNanos, after - before);
            if (after - before <= outliers.thresholdNanos) {
                afterUsualHop.run();
                continue;
            }
            // Processor time takes a system call, so it is read only after an unusually slow hop.
            long cpuNow = clock.cpuNanos();
            long wallNow = clock.nanos();
            long away = wallNow - wall - (cpuNow - cpu);
            // Counted since the outlier before; if it exceeds the hop, most of it lay in between.
            outliers.note(hops - 1, before, before, after, away > after - before ? 0 : away);
            cpu = cpuNow;
            wall = wallNow;
        }
        allocatedBytes += clock.allocatedBytes() - bytes;
        series.closeBatch();
    }

    long nanos() {
        return endNanos - startNanos;
    }

    double bytesPerHop() {
        return hops == 0 ? 0 : (double) allocatedBytes / hops;
    }
}
