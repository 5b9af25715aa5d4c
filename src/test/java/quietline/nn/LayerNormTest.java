package quietline.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import quietline.kernel.KernelChoice;
import quietline.kernel.Normalization;
import quietline.weights.Golden;
import quietline.weights.Tensor;

class LayerNormTest {

    @Test
    void normalisesAsPyTorchAndAddsResidual() {
        Golden golden = Golden.load("recurrent");
        Tensor x = golden.tensor("layernorm.x");
        Tensor y = golden.tensor("layernorm.y");
        LayerNorm norm =
                new LayerNorm(
                        new Normalization(
                                golden.tensor("layernorm.weight").data(),
                                golden.tensor("layernorm.bias").data(),
                                1e-8f));
        int length = x.dimension(1) * x.dimension(2);
        for (int frame = 0; frame < x.dimension(0); frame++) {
            float[] in = Arrays.copyOfRange(x.data(), frame * length, (frame + 1) * length);
            float[] expected = Arrays.copyOfRange(y.data(), frame * length, (frame + 1) * length);
            float[] residual = new float[length];
            for (int i = 0; i < length; i++) {
                residual[i] = i % 7;
                expected[i] += residual[i];
            }
            float[] out = new float[length];
            norm.forward(in, residual, out, 0, KernelChoice.fastest());
            assertArrayEquals(expected, out, 1e-5f);
        }
    }
}
