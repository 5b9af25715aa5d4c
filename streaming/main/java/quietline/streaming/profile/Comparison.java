package quietline.streaming.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * The ratio of hop times, run B to run A, by the medians of the runs' batches. The 95 % confidence
 * interval comes from resampling blocks of neighbouring batches.
 *
 * @param ratio B's time divided by A's
 */
public record Comparison(double ratio, double low, double high) {

    private static final int RESAMPLES = 4000;
    private static final double TAIL = 0.025;

    /** Whether the whole interval lies on one side of 1. */
    public enum Verdict {
        FASTER,
        SLOWER,
        NO_DIFFERENCE_SHOWN
    }

    /** Compares two runs by their batch medians. */
    static Comparison of(double[] a, double[] b) {
        Random random = new Random(7);
        double[] ratios = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            ratios[i] = median(resampled(b, random)) / median(resampled(a, random));
        }
        Arrays.sort(ratios);
        return new Comparison(
                median(b) / median(a),
                ratios[(int) (TAIL * RESAMPLES)],
                ratios[(int) ((1 - TAIL) * RESAMPLES)]);
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
