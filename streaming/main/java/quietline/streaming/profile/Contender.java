package quietline.streaming.profile;

import java.util.Arrays;

/** What takes its turn in a run of hops back to back, and what was measured of it. */
final class Contender {

    /** Slower than so many medians is out of the ordinary. */
    static final int OUT_OF_THE_ORDINARY = 3;

    /** Batches in a run, so that there are enough to compare by; fewer if hops are few. */
    private static final int BATCHES = 100;

    private static final int MOST_BATCH_HOPS = 20_000;

    /** What is usual is known by so many hops, the last of the warm-up. */
    private static final int WARM_HOPS = 4096;

    final String name;
    final HopWork work;
    private final StageMeans stages;
    private final int[] warm = new int[WARM_HOPS];
    private int warmHops;
    Series series;
    OutlierLog outliers;
    long hops;
    long allocatedBytes;

    /** {@code stages} is null where they are not timed. */
    Contender(String name, HopWork work, StageMeans stages) {
        this.name = name;
        this.work = work;
        this.stages = stages;
    }

    void warm(long nanos) {
        warm[warmHops++ % WARM_HOPS] = (int) Math.min(Integer.MAX_VALUE, nanos);
    }

    /** The warm-up is over: what is usual is known. */
    void prepare(long durationNanos, int contenders) {
        int[] known = Arrays.copyOf(warm, Math.min(warmHops, WARM_HOPS));
        Arrays.sort(known);
        long median = Math.max(1, known[known.length / 2]);
        long hopsEach = durationNanos / contenders / median;
        long batch = Math.max(1, Math.min(MOST_BATCH_HOPS, hopsEach / BATCHES));
        // Stages are timed of every other hop, so that two in a row are like the two before.
        series = new Series(name, durationNanos, new Batches((int) batch, 2));
        outliers = new OutlierLog(OUT_OF_THE_ORDINARY * median);
    }

    /** True at the end of a batch. */
    boolean record(long atNanos, long nanos) {
        hops++;
        if (stages != null && nanos <= outliers.thresholdNanos()) {
            stages.add();
        }
        return series.record(atNanos, nanos);
    }

    double bytesPerHop() {
        return hops == 0 ? 0 : (double) allocatedBytes / hops;
    }
}
