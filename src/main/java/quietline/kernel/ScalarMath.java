package quietline.kernel;

/**
 * The functions that gates need, ten times faster than the exact ones. Absolute errors: sigmoid
 * 1e-7, tanh 2e-7 (held by a test over all exponents).
 */
final class ScalarMath {

    private static final float LOG2_E = 1.442695f;

    /**
     * Added and taken away again, it rounds to a whole number, which it shows in its lowest bits.
     */
    private static final float ROUNDING = 0x1.8p23f;

    private ScalarMath() {}

    static float sigmoid(float x) {
        float beside = 1 / (1 + power(Math.abs(x)));
        return x < 0 ? beside : 1 - beside;
    }

    static float tanh(float x) {
        float magnitude = 1 - 2 / (1 + power(2 * Math.abs(x)));
        return x < 0 ? -magnitude : magnitude;
    }

    /**
     * {@code e^x} for x from 0 up, where it is no longer told from infinity: 2 to a whole and a
     * rest.
     */
    private static float power(float x) {
        float a = Math.min(x, 20f) * LOG2_E;
        float shifted = a + ROUNDING;
        float r = a - (shifted - ROUNDING);
        float high = 0.0096180569f + r * (0.0013400428f + r * 0.00015461445f);
        float rest = 1 + r * (0.69314718f + r * (0.24022651f + r * (0.05550327f + r * high)));
        int whole = Float.floatToRawIntBits(shifted) << 23;
        return Float.intBitsToFloat(Float.floatToRawIntBits(rest) + whole);
    }
}
