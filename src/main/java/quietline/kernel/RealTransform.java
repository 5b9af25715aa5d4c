package quietline.kernel;

/**
 * Fourier transform of 512 real samples to 257 complex bins and back. An instance owns scratch
 * memory and serves one stream.
 */
public interface RealTransform {

    int SAMPLES = 512;
    int BINS = SAMPLES / 2 + 1;

    /** {@code X[k] = Σ x[n]·e^(-2πikn/512)}. */
    void forward(float[] samples, float[] re, float[] im);

    /**
     * Computes the samples of a spectrum; the imaginary parts of the first and last bin are
     * ignored.
     */
    void inverse(float[] re, float[] im, float[] samples);
}
