package quietline.measure;

/**
 * Short-time objective intelligibility of an estimate of clean speech: STOI (Taal and others, 2011)
 * and its extension ESTOI (Jensen and Taal, 2016), near 0 for nothing intelligible, 1 for all. Both
 * follow third-octave envelopes through segments of 30 frames, 384 ms, silence left out, and
 * average a correlation over all segments; STOI's is along time in each band, ESTOI's across the
 * bands of each frame.
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
        Pair.check(clean, estimate);
        TenKilohertz resampler = new TenKilohertz(sampleRate);
        Silence without = new Silence(resampler.apply(clean));
        return new Stoi(
                ThirdOctaves.envelopes(without.removedFrom(without.clean())),
                ThirdOctaves.envelopes(without.removedFrom(resampler.apply(estimate))));
    }

    /**
     * @return NaN where there are less than 384 ms of speech
     */
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

    /** Brings y to x's level and holds it below {@link #CLIP} times x. */
    private static void clip(double[] x, double[] y) {
        double level = Math.sqrt(dot(x, x)) / (Math.sqrt(dot(y, y)) + TINY);
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.min(level * y[i], CLIP * x[i]);
        }
    }

    /**
     * @return NaN where there are less than 384 ms of speech
     */
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

    /** The segment, each band normalised along time, as frames of bands. */
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

    /** To mean 0 and length 1. */
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
