package quietline.dsp;

import org.jtransforms.fft.DoubleFFT_1D;
import quietline.kernel.RealTransform;

/** A windowed transform in double precision, by JTransforms. */
final class PreciseFft implements WindowedTransform {

    private static final int SAMPLES = RealTransform.SAMPLES;

    private final DoubleFFT_1D fft = new DoubleFFT_1D(SAMPLES);
    private final double[] packed = new double[SAMPLES];
    private final double[] window;

    PreciseFft(double[] window) {
        this.window = window;
    }

    @Override
    public void forward(float[] samples, Spectrum out) {
        for (int n = 0; n < SAMPLES; n++) {
            packed[n] = samples[n] * window[n];
        }
        fft.realForward(packed);
        int last = Spectrum.BINS - 1;
        for (int k = 1; k < last; k++) {
            out.re[k] = (float) packed[2 * k];
            out.im[k] = (float) packed[2 * k + 1];
        }
        // JTransforms stores the last bin's real part in place of the first bin's imaginary part.
        out.re[0] = (float) packed[0];
        out.re[last] = (float) packed[1];
        out.im[0] = 0;
        out.im[last] = 0;
    }
}
