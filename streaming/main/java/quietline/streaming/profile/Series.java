package quietline.streaming.profile;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * One kind of time, measured again and again: its distribution, its course over the run in equal
 * slices, and the medians of batches of consecutive values. Single hops depend on their neighbours,
 * batch medians hardly do, so two runs are compared by them. Recording allocates nothing.
 */
final class Series {

    static final int SLICES = 400;

    private static final long LONGEST_NANOS = 100_000_000_000L;
    private static final int DIGITS = 3;

    final String name;
    final Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);

    /** The length of a slice, and the longest time and the mean in each; 0 without any value. */
    final long sliceNanos;

    final long[] longest = new long[SLICES];
    final double[] mean = new double[SLICES];
    private final int[] count = new int[SLICES];
    private int lastSlice;

    private final double[] batch;
    private final int averaged;
    private long values;
    private long toAverage;
    private long[] medians = new long[4096];
    private int batches;

    /**
     * @param durationNanos of the whole run
     * @param batchSize values in a batch, about
     * @param averaged how many neighbours are replaced by their mean before the median is taken,
     *     for values that alternate between two kinds; otherwise 1
     */
    Series(String name, long durationNanos, long batchSize, int averaged) {
        this.name = name;
        this.averaged = averaged;
        sliceNanos = Math.max(1, (durationNanos + SLICES - 1) / SLICES);
        batch = new double[(int) Math.max(1, batchSize / averaged)];
    }

    /**
     * Records one value, measured at {@code atNanos} since the start of the run. Returns true when
     * it completed a batch: then {@link #closeBatch} is due.
     */
    boolean record(long atNanos, long nanos) {
        long value = Math.max(0, Math.min(LONGEST_NANOS, nanos));
        histogram.recordValue(value);
        lastSlice = (int) Math.max(0, Math.min(SLICES - 1, atNanos / sliceNanos));
        longest[lastSlice] = Math.max(longest[lastSlice], value);
        mean[lastSlice] += (value - mean[lastSlice]) / ++count[lastSlice];
        toAverage += value;
        if (++values % averaged != 0) {
            return false;
        }
        long inBatch = values / averaged % batch.length;
        batch[(int) inBatch] = (double) toAverage / averaged;
        toAverage = 0;
        return inBatch == 0;
    }

    /** Takes the batch's median. It sorts, so it must not be called while something is timed. */
    void closeBatch() {
        if (batches == medians.length) {
            medians = Arrays.copyOf(medians, 2 * batches);
        }
        medians[batches++] = Math.round(Comparison.median(batch));
    }

    /** Returns the value that {@code percent} per cent of all values do not exceed. */
    long percentile(double percent) {
        return histogram.getValueAtPercentile(percent);
    }

    /** Returns the median of each complete batch. */
    long[] batchMedians() {
        return Arrays.copyOf(medians, batches);
    }

    /** Returns how many slices there are up to the last value. */
    int slices() {
        return lastSlice + 1;
    }
}
