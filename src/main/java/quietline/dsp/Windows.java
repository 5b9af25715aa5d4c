package quietline.dsp;

import quietline.kernel.RealTransform;

/**
 * The windows of a short-time Fourier transform and its inverse: at each sample, the products of
 * both, over the frames that overlap there, must add up to one. Immutable by convention.
 */
public record Windows(float[] analysis, float[] synthesis) {

    /** The square root of the periodic Hann window both ways. */
    public static final Windows ROOT_HANN = rootHann();

    private static Windows rootHann() {
        float[] window = new float[RealTransform.SAMPLES];
        for (int n = 0; n < window.length; n++) {
            window[n] = (float) Math.sin(Math.PI * n / window.length);
        }
        return new Windows(window, window);
    }
}
