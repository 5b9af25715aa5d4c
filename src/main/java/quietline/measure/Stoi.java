package quietline.measure;

/**
 * Short-time objective intelligibility of an estimate of clean speech: STOI (Taal et al., 2011) and
 * ESTOI (Jensen and Taal, 2016), from about 0 (unintelligible) to 1. Both remove silence, compute
 * third-octave envelopes, and average the correlation of clean speech and estimate over all
 * segments of 30 frames (384 ms). STOI correlates along time in each band, ESTOI across the bands
 * of each frame.
 */
public final class Stoi {

    static final int SEGMENT_FRAMES = 30;

    private static final int BANDS = ThirdOctaves.BANDS;
    private static final double LOWEST_SDR_DB = -15;
    private static final double CLIP = 1 + Math.pow(10, -LOWEST_SDR_DB / 20);
    private static final double TINY = Math.ulp(1.0);

    /** Indexed by band, then frame. */
    private final double[][] clean;

    private final double[][] estimate;
    private final int segments;

    private Stoi(double[][] clean, double[][] estimate) {
        this.clean = clean;
        this.estimate = estimate;
        segments = Math.max(0, clean[0].length - SEGMENT_FRAMES + 1);
    }

    public static Stoi of(float[] clean, float[] estimate, int sampleRate) {
        Lengths.requireEqual(clean, estimate);
        Lengths.requireRate(sampleRate);
        TenKilohertz resampler = new TenKilohertz(sampleRate);
        Silence silence = new Silence(resampler.apply(clean));
        return new Stoi(
                ThirdOctaves.envelopes(silence.removedFrom(silence.clean())),
                ThirdOctaves.envelopes(silence.removedFrom(resampler.apply(estimate))));
    }

    /** Returns STOI, or NaN for less than 384 ms of speech. */
    public double stoi() {
        double[] x = new double[SEGMENT_FRAMES];
        double[] y = new double[SEGMENT_FRAMES];
        double sum = 0;
        for (int band = 0; band < BANDS; band++) {
            for (int segment = 0; segment < segments; segment++) {
                System.arraycopy(clean[band], segment, x, 0, SEGMENT_FRAMES);
                System.arraycopy(estimate[band], segment, y, 0, SEGMENT_FRAMES);
                clip(x, y);
                normalise(x);
                normalise(y);
                sum += dot(x, y);
            }
        }
        return sum / (BANDS * segments);
    }

    /** Scales y to the level of x and limits it to {@link #CLIP} times x. */
    private static void clip(double[] x, double[] y) {
        double level = Math.sqrt(dot(x, x)) / (Math.sqrt(dot(y, y)) + TINY);
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.min(level * y[i], CLIP * x[i]);
        }
    }

    /** Returns ESTOI, or NaN for less than 384 ms of speech. */
    public double extended() {
        double[][] x = new double[SEGMENT_FRAMES][BANDS];
        double[][] y = new double[SEGMENT_FRAMES][BANDS];
        double sum = 0;
        for (int segment = 0; segment < segments; segment++) {
            normaliseBands(clean, segment, x);
            normaliseBands(estimate, segment, y);
            for (int frame = 0; frame < SEGMENT_FRAMES; frame++) {
                normalise(x[frame]);
                normalise(y[frame]);
                sum += dot(x[frame], y[frame]);
            }
        }
        return sum / (SEGMENT_FRAMES * segments);
    }

    /** Copies a segment with each band normalised along time, indexed by frame, then band. */
    private static void normaliseBands(double[][] envelopes, int segment, double[][] frames) {
        double[] band = new double[SEGMENT_FRAMES];
        for (int k = 0; k < BANDS; k++) {
            System.arraycopy(envelopes[k], segment, band, 0, SEGMENT_FRAMES);
            normalise(band);
            for (int frame = 0; frame < SEGMENT_FRAMES; frame++) {
                frames[frame][k] = band[frame];
            }
        }
    }

    /** Normalises to mean 0 and Euclidean norm 1. */
    private static void normalise(double[] x) {
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        for (int i = 0; i < x.length; i++) {
            x[i] -= mean;
        }
        double norm = Math.sqrt(dot(x, x)) + TINY;
        for (int i = 0; i < x.length; i++) {
            x[i] /= norm;
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
