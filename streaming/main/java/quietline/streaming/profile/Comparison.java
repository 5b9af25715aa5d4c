package quietline.streaming.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How many times as long hops take in run B as in run A, with a 95 % confidence interval. With
 * three starts of Java or more on each side the interval is Welch's, over the logarithms of the
 * starts' medians, so that it covers what differs from start to start. With fewer it comes from
 * resampling blocks of neighbouring batches, and holds for these very starts only.
 *
 * @param ratio B's time divided by A's
 */
public record Comparison(double ratio, double low, double high, boolean acrossStarts) {

    private static final int ENOUGH_STARTS = 3;
    private static final int RESAMPLES = 4000;
    private static final double TAIL = 0.025;

    /** Student's t at 97.5 %, for 1 to 30 degrees of freedom. */
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
        2.052, 2.048, 2.045, 2.042
    };

    /** Whether the whole interval lies on one side of 1. */
    public enum Verdict {
        FASTER,
        SLOWER,
        NO_DIFFERENCE_SHOWN
    }

    /** Compares two runs by the batch medians of each of their starts. */
    public static Comparison of(List<long[]> a, List<long[]> b) {
        return a.size() >= ENOUGH_STARTS && b.size() >= ENOUGH_STARTS
                ? acrossStarts(a, b)
                : withinStarts(a, b);
    }

    /**
     * Compares two streams that took turns in one start, by the ratio of each batch of B to the
     * batch of A before it, so that what disturbs both cancels out.
     */
    public static Comparison paired(long[] a, long[] b) {
        double[] ratios = new double[Math.min(a.length, b.length)];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) b[i] / a[i];
        }
        Random random = new Random(7);
        double[] medians = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            medians[i] = median(resampled(ratios, random));
        }
        return of(median(ratios), medians);
    }

    private static Comparison acrossStarts(List<long[]> a, List<long[]> b) {
        double[] one = a.stream().mapToDouble(Comparison::logMedian).toArray();
        double[] other = b.stream().mapToDouble(Comparison::logMedian).toArray();
        double difference = sum(other) / other.length - sum(one) / one.length;
        double error = variance(one) / one.length;
        double otherError = variance(other) / other.length;
        double sum = error + otherError;
        double spread = error * error / (one.length - 1);
        double otherSpread = otherError * otherError / (other.length - 1);
        double freedom = sum * sum / (spread + otherSpread);
        double reach = sum == 0 ? 0 : student(freedom) * Math.sqrt(sum);
        return new Comparison(
                Math.exp(difference),
                Math.exp(difference - reach),
                Math.exp(difference + reach),
                true);
    }

    private static double logMedian(long[] start) {
        return Math.log(median(Arrays.stream(start).asDoubleStream().toArray()));
    }

    private static double student(double freedom) {
        int whole = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.floor(freedom)));
        return whole <= STUDENT.length ? STUDENT[whole - 1] : 1.96 + 2.5 / whole;
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double variance(double[] values) {
        double mean = sum(values) / values.length;
        return sum(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray())
                / (values.length - 1);
    }

    private static Comparison withinStarts(List<long[]> a, List<long[]> b) {
        double[] one = joined(a);
        double[] other = joined(b);
        Random random = new Random(7);
        double[] ratios = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            ratios[i] = median(resampled(other, random)) / median(resampled(one, random));
        }
        return of(median(other) / median(one), ratios);
    }

    private static Comparison of(double ratio, double[] resampled) {
        Arrays.sort(resampled);
        return new Comparison(
                ratio,
                resampled[(int) (TAIL * RESAMPLES)],
                resampled[(int) ((1 - TAIL) * RESAMPLES)],
                false);
    }

    private static double[] joined(List<long[]> starts) {
        return starts.stream().flatMapToLong(Arrays::stream).asDoubleStream().toArray();
    }

    /** Draws blocks of neighbours with replacement; a block may wrap around the end. */
    private static double[] resampled(double[] values, Random random) {
        int block = (int) Math.max(1, Math.round(Math.sqrt(values.length)));
        double[] sample = new double[values.length];
        for (int i = 0; i < sample.length; i += block) {
            int from = random.nextInt(values.length);
            for (int j = i; j < Math.min(sample.length, i + block); j++) {
                sample[j] = values[(from + j - i) % values.length];
            }
        }
        return sample;
    }

    /** Returns the median; the mean of the two middle values if their number is even. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public Verdict verdict() {
        return high < 1 ? Verdict.FASTER : low > 1 ? Verdict.SLOWER : Verdict.NO_DIFFERENCE_SHOWN;
    }

    /** Returns the verdict in words, with the interval. */
    public String text() {
        String verdict = verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return String.format(
                Locale.ROOT,
                "%s: B takes %.3f to %.3f times as long as A (95 %%)",
                verdict,
                low,
                high);
    }
}
