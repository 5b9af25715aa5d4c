package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sigmoid and tanh against the exact ones, over all exponents and both signs, to 2e-7. */
class ActivationTest {

    private static final double BOUND = 2e-7;
    private static final int MANTISSAS = 1 << 12;

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void sigmoid(String choice) {
        hold(choice, "sigmoid", x -> 1 / (1 + Math.exp(-x)), (k, x) -> k.sigmoid(x, x.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void tanh(String choice) {
        hold(choice, "tanh", Math::tanh, (k, x) -> k.tanh(x, x.length));
    }

    /** From zero through what is smaller than the smallest normal number up to infinity. */
    private static void hold(
            String choice,
            String function,
            DoubleUnaryOperator exact,
            BiConsumer<Kernels, float[]> approximate) {
        KernelPair pair = KernelPair.load();
        Kernels kernels = choice.equals("scalar") ? pair.scalar : pair.vector;
        float[] x = new float[2 * MANTISSAS];
        double worst = 0;
        float worstAt = 0;
        for (int exponent = 0; exponent <= 255; exponent++) {
            for (int i = 0; i < MANTISSAS; i++) {
                x[i] = number(exponent, i);
                x[MANTISSAS + i] = -x[i];
            }
            float[] y = x.clone();
            approximate.accept(kernels, y);
            for (int i = 0; i < y.length; i++) {
                double error = Math.abs(exact.applyAsDouble(x[i]) - y[i]);
                if (!(error <= worst)) {
                    worst = error;
                    worstAt = x[i];
                }
            }
            assertEquals(exact.applyAsDouble(x[0]), y[0], BOUND, "at " + x[0]);
        }
        System.out.printf(
                "largest error of %s: %.3g at %s (%s)%n", function, worst, worstAt, kernels.name());
        assertTrue(worst <= BOUND, "error %.3g at %s".formatted(worst, worstAt));
    }

    /** The last exponent belongs to infinity alone. */
    private static float number(int exponent, int i) {
        int step = (1 << 23) / MANTISSAS;
        int mantissa = i * step + i % step;
        return Float.intBitsToFloat(exponent << 23 | (exponent == 255 ? 0 : mantissa));
    }
}
