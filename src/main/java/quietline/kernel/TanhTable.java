package quietline.kernel;

import static quietline.kernel.ScalarFma.FUSED;

/**
 * Tanh of single numbers, by a cubic around the nearest of 32 points per unit; the table holds
 * value and derivatives. It needs no division and half the multiplications of {@link ScalarMath}.
 * Absolute errors: sigmoid 8e-8, tanh 9e-8 (held by a test over all exponents).
 */
final class TanhTable {

    private static final int PER_UNIT = 32;

    /** As many points below zero as above, up to where tanh rounds to 1. */
    private static final int PLACES_LOG = 10;

    private static final int PLACES = 1 << PLACES_LOG;

    private static final int TERMS = 4;

    /** Adding it rounds a small number to an integer in the lowest bits. */
    private static final float ROUND = 3 << 22;

    private static final int LOWEST = Float.floatToRawIntBits(ROUND) - PLACES / 2;

    /** Points below zero come last, where their lowest bits point. */
    private static final float[] TABLE = new float[PLACES * TERMS];

    static {
        for (int place = -PLACES / 2; place < PLACES / 2; place++) {
            double tanh = 1 - 2 / (Math.exp(2.0 * place / PER_UNIT) + 1);
            double slope = 1 - tanh * tanh;
            double step = 1.0 / PER_UNIT;
            int at = (place & PLACES - 1) * TERMS;
            TABLE[at] = (float) tanh;
            TABLE[at + 1] = (float) (slope * step);
            TABLE[at + 2] = (float) (-tanh * slope * step * step);
            TABLE[at + 3] = (float) ((tanh * tanh - 1 / 3.0) * slope * step * step * step);
        }
    }

    private TanhTable() {}

    /** {@code σ(2x) = (1 + tanh x) / 2}. */
    static float sigmoidOfTwice(float x) {
        return 0.5f * tanh(x) + 0.5f;
    }

    static float tanh(float x) {
        float scaled = x * PER_UNIT;
        float rounded = scaled + ROUND;
        int bits = Float.floatToRawIntBits(rounded);
        if (bits - LOWEST >>> PLACES_LOG != 0) {
            return beyond(x);
        }
        float off = scaled + (ROUND - rounded);
        int at = (bits & PLACES - 1) * TERMS;
        float[] t = TABLE;
        if (FUSED) {
            float high = Math.fma(off, t[at + 3], t[at + 2]);
            return Math.fma(off * off, high, Math.fma(off, t[at + 1], t[at]));
        }
        return t[at] + off * t[at + 1] + off * off * (t[at + 2] + off * t[at + 3]);
    }

    private static float beyond(float x) {
        if (Float.isNaN(x)) {
            return x;
        }
        return x < 0 ? -1 : 1;
    }
}
