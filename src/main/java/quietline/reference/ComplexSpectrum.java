package quietline.reference;

import quietline.dsp.Spectrum;
import quietline.weights.Tensor;

/**
 * A complex spectrum (257, T, 2): computes GTCRN's input features from it and applies a mask to it.
 *
 * <pre>
 * features = (√(re² + im² + 1e-12), re, im): (1, 3, T, 257)
 * enhanced = (re + i·im) · (mask₀ + i·mask₁), mask (1, 2, T, 257)
 * </pre>
 */
record ComplexSpectrum(Tensor bins) {

    private static final int BINS = Spectrum.BINS;
    private static final double POWER_FLOOR = 1e-12;

    ComplexSpectrum {
        Fit.requireRank(3, bins.shape(), "(257, T, 2) of a spectrum");
        Fit.requireShape(bins, "a spectrum", BINS, bins.dimension(1), 2);
    }

    Tensor features() {
        Tensor parts = Axes.permute(bins, 2, 1, 0);
        Tensor magnitude = Tensor.zeros(1, parts.dimension(1), BINS);
        int size = magnitude.data().length;
        for (int i = 0; i < size; i++) {
            double re = parts.data()[i];
            double im = parts.data()[size + i];
            magnitude.data()[i] = (float) Math.sqrt(re * re + im * im + POWER_FLOOR);
        }
        Tensor features = Axes.concatenate(0, magnitude, parts);
        return Axes.reshape(features, 1, 3, parts.dimension(1), BINS);
    }

    Tensor masked(Tensor mask) {
        Tensor output = Tensor.zeros(bins.shape());
        Tensor factor = Axes.permute(Axes.reshape(mask, 2, mask.dimension(2), BINS), 2, 1, 0);
        for (int i = 0; i < output.data().length; i += 2) {
            double re = bins.data()[i];
            double im = bins.data()[i + 1];
            double maskRe = factor.data()[i];
            double maskIm = factor.data()[i + 1];
            output.data()[i] = (float) (re * maskRe - im * maskIm);
            output.data()[i + 1] = (float) (im * maskRe + re * maskIm);
        }
        return output;
    }
}
