package quietline.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.kernel.KernelChoice;
import quietline.weights.Golden;
import quietline.weights.Tensor;

/** Compares the GRU, step by step, with PyTorch's, in either direction. */
class GruTest {

    private static final Golden GOLDEN = Golden.load("recurrent");

    @ParameterizedTest
    @CsvSource({"tra, 16, false", "inter, 8, false", "intra, 4, false", "intra, 4, true"})
    void computesStepsAsPyTorch(String name, int units, boolean backward) {
        Tensor x = GOLDEN.tensor(name + ".x");
        Tensor y = GOLDEN.tensor(name + ".y");
        int steps = x.dimension(1);
        int inputs = x.dimension(2);
        int width = y.dimension(2);
        GruWeights weights = weights(name, inputs, units, backward);
        Gru gru =
                new Gru(
                        weights,
                        new float[3 * units],
                        new float[3 * units],
                        KernelChoice.fastest());
        for (int sequence = 0; sequence < x.dimension(0); sequence++) {
            float[] state = new float[units];
            for (int n = 0; n < steps; n++) {
                int row = sequence * steps + (backward ? steps - 1 - n : n);
                gru.step(x.data(), row * inputs, state, 0);
                int at = row * width + (backward ? units : 0);
                float[] expected = Arrays.copyOfRange(y.data(), at, at + units);
                assertArrayEquals(expected, state, 1e-5f);
            }
        }
    }

    private static GruWeights weights(String name, int inputs, int units, boolean backward) {
        String suffix = "_l0" + (backward ? "_reverse" : "");
        return GruWeights.of(
                new GruMatrices(
                        inputs,
                        units,
                        GOLDEN.tensor(name + ".weight_ih" + suffix).data(),
                        GOLDEN.tensor(name + ".weight_hh" + suffix).data(),
                        GOLDEN.tensor(name + ".bias_ih" + suffix).data(),
                        GOLDEN.tensor(name + ".bias_hh" + suffix).data()));
    }
}
