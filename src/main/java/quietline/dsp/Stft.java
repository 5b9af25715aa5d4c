package quietline.dsp;

import java.util.Arrays;
import quietline.kernel.Kernels;
import quietline.kernel.RealTransform;

/**
 * Short-time Fourier transform, one hop in, one spectrum out: {@code X[k] = Σ
 * w[n]·x[n]·e^(-2πikn/512)} over the last 512 samples. Owns the overlap, the hop before the present
 * one.
 */
public final class Stft {

    public static final int HOP_SAMPLES = RealTransform.SAMPLES / 2;
    public static final int WINDOW_SAMPLES = RealTransform.SAMPLES;

    private final WindowedTransform transform;
    private final float[] heard = new float[WINDOW_SAMPLES];

    public Stft(Windows windows, Kernels kernels) {
        transform =
                windows.precise()
                        ? new PreciseFft(windows.analysis())
                        : new FloatTransform(windows.analysisFloats(), kernels);
    }

    /** The spectrum of the window that ends with this hop. */
    public void forward(float[] hop, int at, Spectrum out) {
        System.arraycopy(heard, HOP_SAMPLES, heard, 0, HOP_SAMPLES);
        System.arraycopy(hop, at, heard, HOP_SAMPLES, HOP_SAMPLES);
        transform.forward(heard, out);
    }

    /** Takes a hop as the one before the next, without a spectrum. */
    public void prime(float[] hop) {
        System.arraycopy(hop, 0, heard, HOP_SAMPLES, HOP_SAMPLES);
    }

    public void reset() {
        Arrays.fill(heard, 0);
    }
}
