package quietline.streaming.profile;

/**
 * Hops that are due at equal intervals, whether the one before is done or not, as from a device.
 * Each is timed from when it was due: after a stall the hops that had to wait behind it count too,
 * which a clock started anew with each hop would leave out (coordinated omission).
 */
final class PacedRun {

    private static final int LEARNING_HOPS = 50;
    private static final int BATCHES = 100;
    private static final int MOST_BATCH_HOPS = 1000;

    private final HopClock clock;
    private final Runnable hop;
    final long periodNanos;
    private final long deadlineNanos;
    private final long batchHops;
    final OutlierLog outliers;

    /** Times from when each hop was due until it was done. */
    final Series response;

    /** Times from when work on each hop began until it was done. */
    final Series service;

    long startNanos;
    long hops;
    long misses;
    private long allocatedBytes;

    /** A hop is missed if it is done later than {@code deadlineNanos} after it was due. */
    PacedRun(HopClock clock, Runnable hop, long periodNanos, long deadlineNanos, long plannedHops) {
        this.clock = clock;
        this.hop = hop;
        this.periodNanos = periodNanos;
        this.deadlineNanos = deadlineNanos;
        batchHops = Math.max(1, Math.min(MOST_BATCH_HOPS, plannedHops / BATCHES));
        response = new Series("response, from when it was due", batchHops);
        service = new Series("service, from when work began", batchHops);
        outliers = new OutlierLog(deadlineNanos);
    }

    /** Runs {@code count} hops, the first of them due at {@code firstDueNanos}. */
    void run(long firstDueNanos, long count) {
        startNanos = firstDueNanos;
        long bytes = clock.allocatedBytes();
        for (long i = 0; i < count; i++) {
            long due = firstDueNanos + i * periodNanos;
            clock.await(due);
            long cpu = clock.cpuNanos();
            long begin = clock.nanos();
            hop.run();
            long end = clock.nanos();
            hops++;
            if (end - due > deadlineNanos) {
                misses++;
            }
            if (end - due > outliers.thresholdNanos) {
                outliers.note(i, due, begin, end, end - begin - (clock.cpuNanos() - cpu));
            }
            boolean full = response.record(due - startNanos, end - due);
            service.record(due - startNanos, end - begin);
            if (full) {
                allocatedBytes += clock.allocatedBytes() - bytes;
                response.closeBatch();
                service.closeBatch();
                if (i >= LEARNING_HOPS && i < LEARNING_HOPS + batchHops) {
                    long slow = OutlierLog.USUAL_TIMES * response.percentile(50);
                    outliers.thresholdNanos = Math.min(deadlineNanos, slow);
                }
                bytes = clock.allocatedBytes();
            }
        }
        allocatedBytes += clock.allocatedBytes() - bytes;
    }

    double bytesPerHop() {
        return hops == 0 ? 0 : (double) allocatedBytes / hops;
    }
}
