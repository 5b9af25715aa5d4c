package quietline.gtcrn;

import quietline.dsp.Spectrum;

/**
 * Complex ratio mask: {@code Y = M·X}, as complex numbers. At strength s the mask is {@code (1 - s)
 * + s·M}: noisy and enhanced speech mixed in one spectrum, hence never out of step.
 */
public final class ComplexMask {

    private ComplexMask() {}

    public static void apply(Spectrum noisy, Spectrum mask, float strength, Spectrum out) {
        for (int k = 0; k < Spectrum.BINS; k++) {
            float re = 1 - strength + strength * mask.re[k];
            float im = strength * mask.im[k];
            out.re[k] = noisy.re[k] * re - noisy.im[k] * im;
            out.im[k] = noisy.im[k] * re + noisy.re[k] * im;
        }
    }
}
