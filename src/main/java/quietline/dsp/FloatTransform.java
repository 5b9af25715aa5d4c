package quietline.dsp;

import quietline.kernel.Kernels;
import quietline.kernel.RealTransform;

/** A windowed transform in single precision. */
final class FloatTransform implements WindowedTransform {

    private final float[] window;
    private final float[] frame = new float[RealTransform.SAMPLES];
    private final RealTransform transform;

    FloatTransform(float[] window, Kernels kernels) {
        this.window = window;
        transform = RealFft.of(kernels);
    }

    @Override
    public void forward(float[] samples, Spectrum out) {
        // One index for all three arrays, or the compiler makes no SIMD of it.
        for (int n = 0; n < RealTransform.SAMPLES; n++) {
            frame[n] = samples[n] * window[n];
        }
        transform.forward(frame, out.re, out.im);
    }
}
