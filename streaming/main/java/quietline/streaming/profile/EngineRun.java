package quietline.streaming.profile;

import java.util.List;

/**
 * Hops back to back. Several contenders take turns, batch by batch, so that whatever else the
 * computer does disturbs them alike.
 */
final class EngineRun {

    private final HopClock clock;
    private final List<Contender> contenders;
    private WarmUp warmUp;
    private long startNanos;
    private long endNanos;

    EngineRun(HopClock clock, List<Contender> contenders) {
        this.clock = clock;
        this.contenders = contenders;
    }

    void run(long warmUpNanos, long durationNanos) {
        warmUp = WarmUp.run(clock, contenders, warmUpNanos);
        contenders.forEach(contender -> contender.prepare(durationNanos, contenders.size()));
        startNanos = clock.nanos();
        do {
            for (Contender contender : contenders) {
                batch(contender);
            }
            endNanos = clock.nanos();
        } while (endNanos - startNanos < durationNanos);
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

    WarmUp warmUp() {
        return warmUp;
    }

    long startNanos() {
        return startNanos;
    }

    long nanos() {
        return endNanos - startNanos;
    }
}
