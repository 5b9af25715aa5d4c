package quietline.dsp;

import quietline.kernel.RealTransform;

/**
 * The windows of a short-time Fourier transform and its inverse: at each sample, the products of
 * both, over the frames that overlap there, must add up to one. Immutable by convention.
 *
 * @param precise whether the transform must be in double precision, for a network that takes the
 *     logarithm of bins that are emptier than the rounding of a float next to a loud one
 */
public record Windows(double[] analysis, float[] synthesis, boolean precise) {

    private static final int SAMPLES = RealTransform.SAMPLES;

    /** The square root of the periodic Hann window both ways. */
    public static final Windows ROOT_HANN = rootHann();

    /** The periodic Hann window, whose overlapping squares the synthesis divides by. */
    public static final Windows HANN = hann();

    /** Returns the window of the analysis in single precision. */
    float[] analysisFloats() {
        float[] floats = new float[SAMPLES];
        for (int n = 0; n < SAMPLES; n++) {
            floats[n] = (float) analysis[n];
        }
        return floats;
    }

    private static Windows rootHann() {
        double[] window = new double[SAMPLES];
        for (int n = 0; n < SAMPLES; n++) {
            window[n] = Math.sin(Math.PI * n / SAMPLES);
        }
        Windows both = new Windows(window, null, false);
        return new Windows(window, both.analysisFloats(), false);
    }

    private static Windows hann() {
        double[] window = new double[SAMPLES];
        for (int n = 0; n < SAMPLES; n++) {
            window[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / SAMPLES);
        }
        float[] synthesis = new float[SAMPLES];
        for (int n = 0; n < SAMPLES; n++) {
            double other = window[(n + SAMPLES / 2) % SAMPLES];
            synthesis[n] = (float) (window[n] / (window[n] * window[n] + other * other));
        }
        return new Windows(window, synthesis, true);
    }
}
