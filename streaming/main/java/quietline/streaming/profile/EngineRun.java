package quietline.streaming.profile;

import java.util.List;

/**
 * Hops back to back. Several contenders take turns, batch by batch, so that whatever else the
 * computer does disturbs them alike.
 */
final class EngineRun {

    private static final int WARM_UP_TURN_HOPS = 50;

    private final HopClock clock;
    private final List<Contender> contenders;
    private long startNanos;
    private long endNanos;

    EngineRun(HopClock clock, List<Contender> contenders) {
        this.clock = clock;
        this.contenders = contenders;
    }

    void run(long warmUpNanos, long durationNanos) {
        warmUp(warmUpNanos);
        contenders.forEach(contender -> contender.prepare(durationNanos, contenders.size()));
        startNanos = clock.nanos();
        do {
            for (Contender contender : contenders) {
                batch(contender);
            }
            endNanos = clock.nanos();
        } while (endNanos - startNanos < durationNanos);
    }

    private void warmUp(long nanos) {
        long start = clock.nanos();
        do {
            for (Contender contender : contenders) {
                for (int i = 0; i < WARM_UP_TURN_HOPS; i++) {
                    long before = clock.nanos();
                    contender.work.hop();
                    contender.warm(clock.nanos() - before);
                }
            }
        } while (clock.nanos() - start < nanos);
    }

    private void batch(Contender contender) {
        ThreadUse use = clock.use();
        long bytes = use.allocatedBytes();
        long cpu = use.cpuNanos();
        long wall = clock.nanos();
        boolean full = false;
        while (!full) {
            long before = clock.nanos();
            contender.work.hop();
            long after = clock.nanos();
            full = contender.record(before - startNanos, after - before);
            if (after - before > contender.outliers.thresholdNanos()) {
                // Asked only now, because the question takes a system call.
                long cpuNow = use.cpuNanos();
                long wallNow = clock.nanos();
                long away = wallNow - wall - (cpuNow - cpu);
                contender.outliers.note(contender.hops - 1, before, before, after, away);
                cpu = cpuNow;
                wall = wallNow;
            }
        }
        contender.allocatedBytes += use.allocatedBytes() - bytes;
        contender.series.batches().close();
    }

    long startNanos() {
        return startNanos;
    }

    long nanos() {
        return endNanos - startNanos;
    }
}
