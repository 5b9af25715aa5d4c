package quietline.streaming.profile;

/**
 * Hops that arrive on time whether the one before is done or not, as from a device. Each is held
 * against the time it was scheduled for: where one stalls, those that had to wait behind it count
 * too, which a clock started anew with each hop would leave out (coordinated omission).
 */
final class PacedRun {

    private static final int LEARNING_HOPS = 50;
    private static final int BATCHES = 100;

    private final HopClock clock;
    private final HopWork work;
    private final long periodNanos;
    private final long deadlineNanos;
    final Series response;
    final Series service;
    final OutlierLog outliers;
    private long startNanos;
    private long endNanos;
    private long hops;
    private long misses;
    private long allocatedBytes;

    /** A hop is missed when it is done later than {@code deadlineNanos} after it was there. */
    PacedRun(HopClock clock, HopWork work, long periodNanos, long deadlineNanos, long plannedHops) {
        this.clock = clock;
        this.work = work;
        this.periodNanos = periodNanos;
        this.deadlineNanos = deadlineNanos;
        int batch = (int) Math.max(1, Math.min(1000, plannedHops / BATCHES));
        long duration = plannedHops * periodNanos;
        response = new Series("response, from the scheduled time", duration, batch);
        service = new Series("service, from the time work began", duration, batch);
        outliers = new OutlierLog(deadlineNanos);
    }

    /** Runs so many hops, the first of them due at this time. */
    void run(long firstDueNanos, long count) {
        startNanos = firstDueNanos;
        ThreadUse use = clock.use();
        long bytes = use.allocatedBytes();
        for (long i = 0; i < count; i++) {
            long due = firstDueNanos + i * periodNanos;
            clock.await(due);
            long cpu = use.cpuNanos();
            long begin = clock.nanos();
            work.hop();
            long end = clock.nanos();
            hops++;
            if (end - due > deadlineNanos) {
                misses++;
            }
            if (end - due > outliers.thresholdNanos()) {
                outliers.note(i, due, begin, end, end - begin - (use.cpuNanos() - cpu));
            }
            boolean full = response.record(due - startNanos, end - due);
            service.record(due - startNanos, end - begin);
            if (full) {
                allocatedBytes += use.allocatedBytes() - bytes;
                response.batches().close();
                service.batches().close();
                if (i >= LEARNING_HOPS && i < LEARNING_HOPS + response.batches().hops()) {
                    learn();
                }
                bytes = use.allocatedBytes();
            }
        }
        allocatedBytes += use.allocatedBytes() - bytes;
        endNanos = Math.max(clock.nanos(), startNanos + count * periodNanos);
    }

    /** By now it is known what is usual. */
    private void learn() {
        long outOfIt = Contender.OUT_OF_THE_ORDINARY * response.percentile(50);
        outliers.setThresholdNanos(Math.min(deadlineNanos, outOfIt));
    }

    long periodNanos() {
        return periodNanos;
    }

    long startNanos() {
        return startNanos;
    }

    /** From the first hop until no more is due and the last is done. */
    long nanos() {
        return endNanos - startNanos;
    }

    long hops() {
        return hops;
    }

    /** Hops that were done too late, exactly. */
    long misses() {
        return misses;
    }

    double bytesPerHop() {
        return hops == 0 ? 0 : (double) allocatedBytes / hops;
    }
}
