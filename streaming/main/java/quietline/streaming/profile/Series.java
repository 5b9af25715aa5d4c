package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One kind of time, measured again and again: its distribution, and batches of consecutive values.
 * Single hops depend on their neighbours, medians of batches hardly do, so two runs are compared by
 * them. Recording allocates nothing.
 */
final class Series {

    private static final long LONGEST_NANOS = 100_000_000_000L;
    private static final int DIGITS = 3;

    /**
     * @param endNanos when its last value had been measured, since the start of the run
     */
    record Batch(long endNanos, double medianNanos, double longestNanos) {}

    final String name;
    final Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);
    final List<Batch> batches = new ArrayList<>();
    private final double[] batch;
    private long values;
    private long endNanos;

    /**
     * @param batchSize values in a batch
     */
    Series(String name, long batchSize) {
        this.name = name;
        batch = new double[(int) batchSize];
    }

    /**
     * Records one value, measured from {@code atNanos} on since the start of the run. Returns true
     * when it completed a batch: then {@link #closeBatch} is due.
     */
    boolean record(long atNanos, long nanos) {
        long value = Math.max(0, Math.min(LONGEST_NANOS, nanos));
        histogram.recordValue(value);
        endNanos = atNanos + value;
        batch[(int) (values++ % batch.length)] = value;
        return values % batch.length == 0;
    }

    /** Adds the batch. It sorts, so it must not be called while something is timed. */
    void closeBatch() {
        double longest = Arrays.stream(batch).max().orElseThrow();
        batches.add(new Batch(endNanos, Comparison.median(batch), longest));
    }

    /** Returns the value that {@code percent} per cent of all values do not exceed. */
    long percentile(double percent) {
        return histogram.getValueAtPercentile(percent);
    }

    double[] batchMedians() {
        return batches.stream().mapToDouble(Batch::medianNanos).toArray();
    }
}
