package quietline.dsp;

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

    /** Multiplies the mask by a gain: {@code M → g·M}. */
    public static void scale(Spectrum mask, float gain) {
        for (int k = 0; k < Spectrum.BINS; k++) {
            mask.re[k] *= gain;
            mask.im[k] *= gain;
        }
    }

    /**
     * Raises what lies below a floor to it. The further below, the less of its own phase it keeps:
     * a faint mask's phase is arbitrary, and sound that owes its level to the floor would be torn
     * from frame to frame. {@code M → floor · (M + d) / |M + d|} with {@code d = floor - |M|}.
     */
    public static void raise(Spectrum mask, float floor) {
        for (int k = 0; k < Spectrum.BINS; k++) {
            float re = mask.re[k];
            float im = mask.im[k];
            float below = floor - (float) Math.sqrt(re * re + im * im);
            if (below <= 0) {
                continue;
            }
            re += below;
            float power = re * re + im * im;
            boolean opposite = power < Float.MIN_NORMAL;
            float scale = opposite ? 0 : floor / (float) Math.sqrt(power);
            mask.re[k] = opposite ? floor : re * scale;
            mask.im[k] = im * scale;
        }
    }
}
