package quietline;

import java.util.Arrays;
import quietline.dsp.Spectrum;
import quietline.kernel.Kernels;

/**
 * Computes the probability that a frame contains speech from its spectrum and mask. Each band has
 * two features, differences of binary logarithms of power: {@code after - before} the mask, and
 * {@code after - slow level} of the whole spectrum. 24 units u, each with a memory m, follow:
 *
 * <pre>
 * u = tanh(W·x + b), m += rate·(u - m), probability = σ(v·m + w·u + c)
 * </pre>
 *
 * <p>Works with the mask of any network. Owns the memories and the slow level.
 */
final class SpeechDetector {

    private static final int BANDS = SpeechHead.BANDS;
    private static final int UNITS = SpeechHead.UNITS;

    /** Silence looks like noise of which most was taken. */
    private static final float QUIETEST_AFTER = 3e-11f;

    private static final float QUIETEST_BEFORE = 3e-8f;

    /** The slow level is a mean over about a second. */
    private static final float SLOWNESS_HOPS = 64;

    /** {@code log2(1.5 + m)} for m from -1/2 to 1/2 as a polynomial. */
    private static final float LOG_0 = 0.5849505f;

    private static final float LOG_1 = 0.96182123f;
    private static final float LOG_2 = -0.3197491f;
    private static final float LOG_3 = 0.14171816f;
    private static final float LOG_4 = -0.080010877f;
    private static final float LOG_5 = 0.043928628f;

    private final SpeechHead head;
    private final Kernels kernels;
    private final float[] before = new float[Spectrum.BINS];
    private final float[] after = new float[Spectrum.BINS];
    private final float[] bandsBefore = new float[BANDS];
    private final float[] bandsAfter = new float[BANDS];
    private final float[] features = new float[SpeechHead.FEATURES];
    private final float[] units = new float[UNITS];
    private final float[] memory = new float[UNITS];
    private float level;
    private boolean started;
    private float probability;

    SpeechDetector(SpeechHead head, Kernels kernels) {
        this.head = head;
        this.kernels = kernels;
    }

    /** Takes the next frame and its mask. */
    void add(Spectrum noisy, Spectrum mask) {
        computePowers(noisy.re, noisy.im, mask.re, mask.im);
        kernels.multiply(head.bands(), before, 0, 1, bandsBefore, 0);
        kernels.multiply(head.bands(), after, 0, 1, bandsAfter, 0);
        computeFeatures();
        computeUnits();
        probability = (float) (1 / (1 + Math.exp(-remember())));
        started = true;
    }

    private void computePowers(float[] re, float[] im, float[] maskRe, float[] maskIm) {
        for (int k = 0; k < Spectrum.BINS; k++) {
            float power = re[k] * re[k] + im[k] * im[k];
            before[k] = power;
            after[k] = power * (maskRe[k] * maskRe[k] + maskIm[k] * maskIm[k]);
        }
    }

    private void computeFeatures() {
        float sum = BANDS * QUIETEST_BEFORE;
        for (float power : bandsBefore) {
            sum += power;
        }
        float now = log2(sum);
        level = started ? level + (now - level) / SLOWNESS_HOPS : now;
        for (int band = 0; band < BANDS; band++) {
            float kept = log2(bandsAfter[band] + QUIETEST_AFTER);
            features[band] = kept - log2(bandsBefore[band] + QUIETEST_BEFORE);
            features[BANDS + band] = kept - level;
        }
    }

    private void computeUnits() {
        System.arraycopy(head.bias(), 0, units, 0, UNITS);
        for (int i = 0; i < features.length; i++) {
            float feature = features[i];
            for (int u = 0; u < UNITS; u++) {
                units[u] += feature * head.units()[i * UNITS + u];
            }
        }
        kernels.tanh(units, UNITS);
        if (!started) {
            System.arraycopy(units, 0, memory, 0, UNITS);
        }
    }

    /** Updates the memories; returns the sum before the sigmoid. */
    private float remember() {
        float sum = head.outBias();
        for (int u = 0; u < UNITS; u++) {
            memory[u] += head.rates()[u] * (units[u] - memory[u]);
            sum += head.out()[u] * memory[u] + head.out()[UNITS + u] * units[u];
        }
        return sum;
    }

    /**
     * Returns the binary logarithm of a normal positive number: its exponent, and of its mantissa m
     * from 1 to 2 a polynomial. The error is below 2e-5.
     */
    static float log2(float x) {
        int bits = Float.floatToRawIntBits(x);
        float m = Float.intBitsToFloat(bits & 0x7fffff | 0x3f800000) - 1.5f;
        float high = LOG_3 + m * (LOG_4 + m * LOG_5);
        return (bits >> 23) - 127 + LOG_0 + m * (LOG_1 + m * (LOG_2 + m * high));
    }

    /** Returns the probability of speech in the last frame; 0 before the first. */
    float probability() {
        return probability;
    }

    void reset() {
        Arrays.fill(memory, 0);
        level = 0;
        started = false;
        probability = 0;
    }
}
