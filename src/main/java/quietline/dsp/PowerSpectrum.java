package quietline.dsp;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Power of a real frame in bins 0 … n/2: {@code P[k] = |Σ x[t]·e^(-2πikt/n)|²}, in double
 * precision, for what measures and draws. The stream has {@link Stft}.
 */
public final class PowerSpectrum {

    private final int samples;
    private final DoubleFFT_1D fft;
    private final double[] packed;

    /** For frames of an even number of samples. */
    public PowerSpectrum(int samples) {
        this.samples = samples;
        fft = new DoubleFFT_1D(samples);
        packed = new double[samples];
    }

    public int bins() {
        return samples / 2 + 1;
    }

    /** Frames that are shorter than the transform are filled up with zeros. */
    public void of(double[] frame, double[] power) {
        System.arraycopy(frame, 0, packed, 0, frame.length);
        Arrays.fill(packed, frame.length, samples, 0);
        fft.realForward(packed);
        int last = samples / 2;
        for (int k = 1; k < last; k++) {
            power[k] = packed[2 * k] * packed[2 * k] + packed[2 * k + 1] * packed[2 * k + 1];
        }
        // The library keeps the last bin, which is real, where the first one's imaginary part is 0.
        power[0] = packed[0] * packed[0];
        power[last] = packed[1] * packed[1];
    }
}
