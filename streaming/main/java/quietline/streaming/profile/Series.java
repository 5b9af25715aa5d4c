package quietline.streaming.profile;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    private static final int FIRST_BATCHES = 4096;
    private static final int HGRM_STEPS_PER_HALVING = 5;
    private static final double NANOS_PER_MICRO = 1000;

    private final String name;
    private final Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);

    private final long sliceNanos;
    private final long[] longest = new long[SLICES];
    private final long[] sum = new long[SLICES];
    private final int[] count = new int[SLICES];
    private int lastSlice;

    private final int[] batch;
    private final int averaged;
    private long toAverage;
    private int averagedSoFar;
    private int inBatch;
    private long[] medians = new long[FIRST_BATCHES];
    private int batches;

    /**
     * @param durationNanos of the whole run
     * @param batchSize values in a batch
     * @param averaged how many neighbours are replaced by their mean before the median is taken,
     *     for values that alternate between two kinds; otherwise 1
     */
    Series(String name, long durationNanos, int batchSize, int averaged) {
        this.name = name;
        this.averaged = averaged;
        sliceNanos = Math.max(1, (durationNanos + SLICES - 1) / SLICES);
        batch = new int[Math.max(1, batchSize / averaged)];
    }

    /**
     * Records one value, measured at {@code atNanos} since the start of the run. Returns true when
     * it completed a batch: then {@link #closeBatch} is due.
     */
    boolean record(long atNanos, long nanos) {
        long value = Math.max(0, Math.min(LONGEST_NANOS, nanos));
        histogram.recordValue(value);
        int slice = (int) Math.max(0, Math.min(SLICES - 1, atNanos / sliceNanos));
        longest[slice] = Math.max(longest[slice], value);
        sum[slice] += value;
        count[slice]++;
        lastSlice = slice;
        toAverage += value;
        if (++averagedSoFar < averaged) {
            return false;
        }
        batch[inBatch++] = (int) Math.min(Integer.MAX_VALUE, toAverage / averaged);
        toAverage = 0;
        averagedSoFar = 0;
        return inBatch == batch.length;
    }

    /** Takes the batch's median. It sorts, so it must not be called while something is timed. */
    void closeBatch() {
        if (batches == medians.length) {
            medians = Arrays.copyOf(medians, 2 * batches);
        }
        medians[batches++] = median(batch);
        inBatch = 0;
    }

    /** Returns the upper median; sorts the values. */
    static int median(int[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    String name() {
        return name;
    }

    Histogram histogram() {
        return histogram;
    }

    /** Returns the value that {@code percent} per cent of all values do not exceed. */
    long percentile(double percent) {
        return histogram.getValueAtPercentile(percent);
    }

    int batchSize() {
        return batch.length * averaged;
    }

    /** Returns the median of each complete batch. */
    long[] batchMedians() {
        return Arrays.copyOf(medians, batches);
    }

    long sliceNanos() {
        return sliceNanos;
    }

    /** Returns how many slices there are up to the last value. */
    int slices() {
        return lastSlice + 1;
    }

    /** Returns the longest time in a slice; 0 if it has no value. */
    long longestNanos(int slice) {
        return longest[slice];
    }

    /** Returns the mean of a slice; 0 if it has no value. */
    long meanNanos(int slice) {
        return count[slice] == 0 ? 0 : sum[slice] / count[slice];
    }

    /** Returns the distribution in microseconds, as the tools of HdrHistogram read it. */
    String hgrm() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, HGRM_STEPS_PER_HALVING, NANOS_PER_MICRO);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
