package quietline.streaming.profile;

import org.HdrHistogram.Histogram;

/** One kind of time, measured hop by hop: its distribution, its course, its batches. */
final class Series {

    private static final long LONGEST_NANOS = 100_000_000_000L;
    private static final int DIGITS = 3;

    private final String name;
    private final Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);
    private final TimeLine timeLine;
    private final Batches batches;

    Series(String name, long durationNanos, int batchHops) {
        this(name, durationNanos, new Batches(batchHops, 1));
    }

    Series(String name, long durationNanos, Batches batches) {
        this.name = name;
        this.batches = batches;
        timeLine = new TimeLine(durationNanos);
    }

    /** True when a batch is full and to be closed. */
    boolean record(long atNanos, long nanos) {
        long within = Math.max(0, Math.min(LONGEST_NANOS, nanos));
        histogram.recordValue(within);
        timeLine.record(atNanos, within);
        return batches.record(within);
    }

    String name() {
        return name;
    }

    Histogram histogram() {
        return histogram;
    }

    TimeLine timeLine() {
        return timeLine;
    }

    Batches batches() {
        return batches;
    }

    /** 50, 99.9, …: the time that so many per cent of the hops did not exceed. */
    long percentile(double percent) {
        return histogram.getValueAtPercentile(percent);
    }
}
