package quietline.dsp;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * The Fourier transform of an even number of real samples. The library packs the last bin's real
 * part where the first bin's imaginary part, always zero, would be; only this class knows.
 */
final class RealFft {

    private final FloatFFT_1D fft;
    private final float[] packed;

    RealFft(int samples) {
        fft = new FloatFFT_1D(samples);
        packed = new float[samples];
    }

    void forward(float[] samples, Spectrum out) {
        System.arraycopy(samples, 0, packed, 0, packed.length);
        fft.realForward(packed);
        int last = packed.length / 2;
        for (int k = 1; k < last; k++) {
            out.re[k] = packed[2 * k];
            out.im[k] = packed[2 * k + 1];
        }
        out.re[0] = packed[0];
        out.re[last] = packed[1];
        out.im[0] = 0;
        out.im[last] = 0;
    }

    /** The samples of a spectrum; imaginary parts of its first and last bin mean nothing. */
    void inverse(Spectrum spectrum, float[] samples) {
        int last = packed.length / 2;
        for (int k = 1; k < last; k++) {
            samples[2 * k] = spectrum.re[k];
            samples[2 * k + 1] = spectrum.im[k];
        }
        samples[0] = spectrum.re[0];
        samples[1] = spectrum.re[last];
        fft.realInverse(samples, true);
    }
}
