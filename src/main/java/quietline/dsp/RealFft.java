package quietline.dsp;

import org.jtransforms.fft.FloatFFT_1D;
import quietline.kernel.Kernels;
import quietline.kernel.RealTransform;

/**
 * The real transform by JTransforms, for kernels that have none of their own. The library packs the
 * last bin's real part where the first bin's imaginary part, always zero, would be; only this class
 * knows.
 */
final class RealFft implements RealTransform {

    private final FloatFFT_1D fft = new FloatFFT_1D(SAMPLES);
    private final float[] packed = new float[SAMPLES];

    /** Returns the kernels' own transform, or this one if they have none. */
    static RealTransform of(Kernels kernels) {
        RealTransform own = kernels.realTransform();
        return own == null ? new RealFft() : own;
    }

    @Override
    public void forward(float[] samples, float[] re, float[] im) {
        System.arraycopy(samples, 0, packed, 0, SAMPLES);
        fft.realForward(packed);
        int last = BINS - 1;
        for (int k = 1; k < last; k++) {
            re[k] = packed[2 * k];
            im[k] = packed[2 * k + 1];
        }
        re[0] = packed[0];
        re[last] = packed[1];
        im[0] = 0;
        im[last] = 0;
    }

    @Override
    public void inverse(float[] re, float[] im, float[] samples) {
        int last = BINS - 1;
        for (int k = 1; k < last; k++) {
            samples[2 * k] = re[k];
            samples[2 * k + 1] = im[k];
        }
        samples[0] = re[0];
        samples[1] = re[last];
        fft.realInverse(samples, true);
    }
}
