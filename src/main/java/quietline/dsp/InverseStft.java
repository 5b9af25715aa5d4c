package quietline.dsp;

import java.util.Arrays;
import quietline.kernel.Kernels;
import quietline.kernel.RealTransform;

/**
 * Inverse of {@link Stft} by overlap-add, one spectrum in, one hop out: the first half of the
 * present window plus the second half of the one before. So the hop that comes out is the one
 * before the hop that went into the transform. Owns the tail that waits for the next window.
 */
public final class InverseStft {

    private final float[] window;
    private final RealTransform transform;
    private final float[] frame = new float[Stft.WINDOW_SAMPLES];
    private final float[] tail = new float[Stft.HOP_SAMPLES];

    public InverseStft(Windows windows, Kernels kernels) {
        window = windows.synthesis();
        transform = RealFft.of(kernels);
    }

    public void inverse(Spectrum spectrum, float[] out, int at) {
        transform.inverse(spectrum.re, spectrum.im, frame);
        // In loops of one index for all their arrays, of which the compiler makes SIMD.
        for (int n = 0; n < Stft.WINDOW_SAMPLES; n++) {
            frame[n] *= window[n];
        }
        for (int n = 0; n < Stft.HOP_SAMPLES; n++) {
            tail[n] += frame[n];
        }
        System.arraycopy(tail, 0, out, at, Stft.HOP_SAMPLES);
        System.arraycopy(frame, Stft.HOP_SAMPLES, tail, 0, Stft.HOP_SAMPLES);
    }

    public void reset() {
        Arrays.fill(tail, 0);
    }
}
