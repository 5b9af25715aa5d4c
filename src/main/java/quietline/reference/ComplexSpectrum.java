package quietline.reference;

import quietline.dsp.Spectrum;
import quietline.weights.Tensor;

/**
 * A complex spectrum (257, T, 2): computes the networks' input features from it and applies their
 * masks to it.
 */
record ComplexSpectrum(Tensor bins) {

    private static final int BINS = Spectrum.BINS;
    private static final double POWER_FLOOR = 1e-12;
    private static final double MAGNITUDE_FLOOR = 1e-12;

    ComplexSpectrum {
        Fit.requireRank(3, bins.shape(), "(257, T, 2) of a spectrum");
        Fit.requireShape(bins, "a spectrum", BINS, bins.dimension(1), 2);
    }

    /** Returns GTCRN's features {@code (√(re² + im² + 1e-12), re, im)}: (1, 3, T, 257). */
    Tensor magnitudeAndParts() {
        Tensor parts = Axes.permute(bins, 2, 1, 0);
        Tensor magnitude = Tensor.zeros(1, parts.dimension(1), BINS);
        for (int i = 0; i < magnitude.data().length; i++) {
            magnitude.data()[i] = (float) Math.sqrt(power(parts, i) + POWER_FLOOR);
        }
        Tensor features = Axes.concatenate(0, magnitude, parts);
        return Axes.reshape(features, 1, 3, parts.dimension(1), BINS);
    }

    /** Returns UL-UNAS's feature {@code log₁₀ max(√(re² + im²), 1e-12)}: (1, 1, T, 257). */
    Tensor logMagnitude() {
        Tensor parts = Axes.permute(bins, 2, 1, 0);
        Tensor logarithm = Tensor.zeros(1, 1, parts.dimension(1), BINS);
        for (int i = 0; i < logarithm.data().length; i++) {
            double magnitude = Math.sqrt(power(parts, i));
            logarithm.data()[i] = (float) Math.log10(Math.max(magnitude, MAGNITUDE_FLOOR));
        }
        return logarithm;
    }

    private static double power(Tensor parts, int i) {
        double re = parts.data()[i];
        double im = parts.data()[parts.data().length / 2 + i];
        return re * re + im * im;
    }

    /** Returns {@code (re + i·im) · (mask₀ + i·mask₁)} of a mask (1, 2, T, 257). */
    Tensor timesComplex(Tensor mask) {
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

    /** Returns {@code (re + i·im) · mask} of a real mask (1, 1, T, 257). */
    Tensor timesReal(Tensor mask) {
        return timesComplex(Axes.concatenate(1, mask, Tensor.zeros(mask.shape())));
    }
}
