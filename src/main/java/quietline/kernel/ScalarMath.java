package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/**
 * Sigmoid and tanh without branches, so that the compiler can vectorise loops over them: tanh x =
 * 2t / (1 + t²), where t = tanh(x / 2) is a quotient of two short polynomials, n / d. Absolute
 * errors: sigmoid 1.3e-7, tanh 2e-7 (held by a test over all exponents).
 */
final class ScalarMath {

    /** From here on tanh rounds to 1. */
    static final float FLAT = 9f;

    static final float N1 = 0.014883559f;
    static final float N2 = 5.705884e-5f;
    static final float D1 = 0.11310041f;
    static final float D2 = 0.0012058604f;
    static final float D3 = 1.2263539e-6f;

    private ScalarMath() {}

    /** {@code σ(2x) = (1 + tanh x) / 2}. */
    static float sigmoidOfTwice(float x) {
        float within = within(x);
        float q = within * within;
        float n = numerator(within, q);
        float d = denominator(q);
        return 0.5f + n * d / fma(d, d, n * n);
    }

    static float tanh(float x) {
        float within = within(x);
        float q = within * within;
        float n = numerator(within, q);
        float d = denominator(q);
        return 2 * n * d / fma(d, d, n * n);
    }

    private static float within(float x) {
        return Math.max(-FLAT, Math.min(FLAT, x));
    }

    private static float numerator(float x, float q) {
        return x * fma(q, fma(q, N2, N1), 0.5f);
    }

    private static float denominator(float q) {
        return fma(q, fma(q, fma(q, D3, D2), D1), 1);
    }
}
