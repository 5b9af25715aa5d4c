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

    /** Raises what lies below a floor to it: {@code |M| ≥ floor}, with the same phase, or none. */
    public static void raise(Spectrum mask, float floor) {
        float least = floor * floor;
        for (int k = 0; k < Spectrum.BINS; k++) {
            float re = mask.re[k];
            float im = mask.im[k];
            float power = re * re + im * im;
            if (power >= least) {
                continue;
            }
            if (power < Float.MIN_NORMAL) {
                mask.re[k] = floor;
                mask.im[k] = 0;
            } else {
                float scale = floor / (float) Math.sqrt(power);
                mask.re[k] = re * scale;
                mask.im[k] = im * scale;
            }
        }
    }
}
