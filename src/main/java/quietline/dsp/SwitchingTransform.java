package quietline.dsp;

import quietline.kernel.RealTransform;
import quietline.kernel.SwitchingKernels;

/** The transform that goes with the kernels in use. Neither remembers anything between frames. */
final class SwitchingTransform implements RealTransform {

    private final SwitchingKernels kernels;
    private final RealTransform first;
    private final RealTransform last;

    SwitchingTransform(SwitchingKernels kernels) {
        this.kernels = kernels;
        first = RealFft.of(kernels.first());
        last = RealFft.of(kernels.last());
    }

    @Override
    public void forward(float[] samples, float[] re, float[] im) {
        now().forward(samples, re, im);
    }

    @Override
    public void inverse(float[] re, float[] im, float[] samples) {
        now().inverse(re, im, samples);
    }

    private RealTransform now() {
        return kernels.canChange() ? first : last;
    }
}
