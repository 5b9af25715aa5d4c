package quietline.dsp;

import quietline.kernel.Kernels;

/** Windows 512 samples and transforms them. */
interface WindowedTransform {

    void forward(float[] samples, Spectrum out);

    static WindowedTransform of(Windows windows, Kernels kernels) {
        return windows.precise()
                ? new PreciseFft(windows.analysis())
                : new FloatTransform(windows.analysisFloats(), kernels);
    }
}
