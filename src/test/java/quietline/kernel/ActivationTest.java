package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sigmoid and tanh against the exact ones, over all exponents and both signs, to 2e-7. */
class ActivationTest {

    private static final double BOUND = 2e-7;
    private static final int MANTISSAS = 1 << 12;
    private static final DoubleUnaryOperator SIGMOID_OF_TWICE = x -> 1 / (1 + Math.exp(-2 * x));

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void computesSigmoid(String choice) {
        Kernels kernels = kernels(choice);
        hold("sigmoid (" + choice + ")", SIGMOID_OF_TWICE, x -> sigmoidOfTwice(kernels, x));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void computesTanh(String choice) {
        Kernels kernels = kernels(choice);
        hold("tanh (" + choice + ")", Math::tanh, x -> kernels.tanh(x, x.length));
    }

    @Test
    void computesSigmoidByTable() {
        hold("sigmoid (table)", SIGMOID_OF_TWICE, x -> each(x, TanhTable::sigmoidOfTwice));
    }

    @Test
    void computesTanhByTable() {
        hold("tanh (table)", Math::tanh, x -> each(x, TanhTable::tanh));
    }

    @Test
    void keepsNaN() {
        float[] nan = {Float.NaN, Float.intBitsToFloat(-1)};
        each(nan, TanhTable::tanh);
        assertTrue(Float.isNaN(nan[0]) && Float.isNaN(nan[1]));
    }

    private static Kernels kernels(String choice) {
        KernelPair pair = KernelPair.load();
        return choice.equals("scalar") ? pair.scalar : pair.vector;
    }

    private static void each(float[] x, UnaryOperator<Float> function) {
        for (int i = 0; i < x.length; i++) {
            x[i] = function.apply(x[i]);
        }
    }

    /** Every lane in turn is the attention that scales a row of ones. */
    private static void sigmoidOfTwice(Kernels kernels, float[] x) {
        float[] ones = new float[Row.FLOATS];
        Arrays.fill(ones, 1);
        float[] attention = new float[Row.FLOATS];
        float[] out = new float[Row.FLOATS];
        for (int i = 0; i < x.length; i += Row.FLOATS / 2) {
            for (int c = 0; c < Row.FLOATS / 2; c++) {
                attention[2 * c] = x[i + c];
            }
            GtcrnKernels.of(kernels).attendAndShuffle(1, ones, attention, ones, out, 0);
            for (int c = 0; c < Row.FLOATS / 2; c++) {
                x[i + c] = out[2 * c];
            }
        }
    }

    /** From zero through what is smaller than the smallest normal number up to infinity. */
    private static void hold(
            String function, DoubleUnaryOperator exact, Consumer<float[]> approximate) {
        float[] x = new float[2 * MANTISSAS];
        double worst = 0;
        float worstAt = 0;
        for (int exponent = 0; exponent <= 255; exponent++) {
            for (int i = 0; i < MANTISSAS; i++) {
                x[i] = number(exponent, i);
                x[MANTISSAS + i] = -x[i];
            }
            float[] y = x.clone();
            approximate.accept(y);
            for (int i = 0; i < y.length; i++) {
                double error = Math.abs(exact.applyAsDouble(x[i]) - y[i]);
                if (!(error <= worst)) {
                    worst = error;
                    worstAt = x[i];
                }
            }
            assertEquals(exact.applyAsDouble(x[0]), y[0], BOUND, "at " + x[0]);
        }
        System.out.printf("largest error of %s: %.3g at %s%n", function, worst, worstAt);
        assertTrue(worst <= BOUND, "error %.3g at %s".formatted(worst, worstAt));
    }

    /** The last exponent belongs to infinity alone. */
    private static float number(int exponent, int i) {
        int step = (1 << 23) / MANTISSAS;
        int mantissa = i * step + i % step;
        return Float.intBitsToFloat(exponent << 23 | (exponent == 255 ? 0 : mantissa));
    }
}
