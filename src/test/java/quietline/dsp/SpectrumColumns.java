package quietline.dsp;

import quietline.weights.Tensor;

/** Single frames of the spectra (257, T, 2) in golden files. */
public final class SpectrumColumns {

    private SpectrumColumns() {}

    public static void read(Tensor spectrum, int frame, Spectrum out) {
        int frames = spectrum.dimension(1);
        for (int k = 0; k < Spectrum.BINS; k++) {
            out.re[k] = spectrum.data()[(k * frames + frame) * 2];
            out.im[k] = spectrum.data()[(k * frames + frame) * 2 + 1];
        }
    }

    /** Returns the largest difference. */
    public static double gap(float[] expected, float[] actual) {
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            error = Math.max(error, Math.abs(expected[i] - actual[i]));
        }
        return error;
    }
}
