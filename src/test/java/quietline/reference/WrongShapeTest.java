package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import quietline.weights.Tensor;

/** Checks that wrong shapes are refused with the number found and the number expected. */
class WrongShapeTest {

    private static final Axis ONE = Axis.of(1);
    private static final Axis THREE = Axis.of(3);

    @Test
    void refusesWrongGroups() {
        refuses(5, 2, () -> conv(THREE, 5, 4, 2, null));
        refuses(0, 1, () -> conv(THREE, 5, 4, 0, null));
        refuses(7, 3, () -> transposed(THREE, 7, 4, 3, null));
    }

    @Test
    void refusesWrongChannels() {
        refuses(6, 8, () -> conv(THREE, 5, 8, 1, null).outputShape(1, 6, 9, 9));
        refuses(6, 8, () -> conv(THREE, 2, 4, 2, null).apply(Tensor.zeros(1, 6, 9, 9)));
        refuses(6, 8, () -> transposed(THREE, 8, 4, 1, null).apply(Tensor.zeros(1, 6, 9, 9)));
        refuses(7, 8, () -> gru(8, 16, 48).outputShape(1, 5, 7));
        refuses(15, 16, () -> new Linear(Tensor.zeros(8, 16), null).outputShape(3, 15));
        refuses(33, 32, () -> layerNorm(33).outputShape(4, 32));
        refuses(16, 17, () -> batchNorm(16).outputShape(1, 17, 4, 33));
    }

    @Test
    void refusesWrongGeometry() {
        refuses(0, 1, () -> Axis.of(0));
        refuses(0, 1, () -> THREE.stride(0));
        refuses(-1, 0, () -> THREE.padding(-1));
        refuses(0, 1, () -> THREE.dilation(0));
        refuses(3, 2, () -> THREE.stride(2).outputPadding(3));
        refuses(1, 0, () -> conv(THREE.stride(2).outputPadding(1), 5, 4, 1, null));
    }

    @Test
    void refusesInputsThatGiveNoOutput() {
        refuses(11, 10, () -> THREE.dilation(5).padding(2).outputSize(6));
        refuses(0, 1, () -> THREE.transposedOutputSize(0));
        refuses(4, -5, () -> THREE.padding(4).transposedOutputSize(1));
    }

    @Test
    void refusesWrongWeights() {
        refuses(4, 5, () -> conv(THREE, 5, 4, 1, Tensor.zeros(4)));
        refuses(5, 8, () -> transposed(THREE, 4, 4, 2, Tensor.zeros(5)));
        refuses(2, 3, () -> new Conv2d(Tensor.zeros(5, 4, 1, 2), null, ONE, THREE, 1));
        refuses(3, 4, () -> new Conv2d(Tensor.zeros(5, 4, 1), null, ONE, ONE, 1));
        refuses(48, 47, () -> gru(8, 16, 47));
    }

    @Test
    void refusesWrongNumbersOfAxes() {
        refuses(3, 4, () -> conv(THREE, 5, 4, 1, null).outputShape(4, 9, 9));
    }

    private static void refuses(int one, int other, Executable use) {
        String message = assertThrows(IllegalArgumentException.class, use).getMessage();
        assertTrue(contains(message, one) && contains(message, other), message);
    }

    private static boolean contains(String message, int number) {
        return message.matches(".*(?<![-\\d])" + number + "(?!\\d).*");
    }

    private static Conv2d conv(Axis axis, int outputs, int inputs, int groups, Tensor bias) {
        return new Conv2d(Tensor.zeros(outputs, inputs, 3, 3), bias, axis, axis, groups);
    }

    private static ConvTranspose2d transposed(
            Axis axis, int inputs, int outputs, int groups, Tensor bias) {
        return new ConvTranspose2d(Tensor.zeros(inputs, outputs, 3, 3), bias, axis, axis, groups);
    }

    private static OfflineGru gru(int inputs, int hidden, int gates) {
        return new OfflineGru(
                Tensor.zeros(gates, inputs),
                Tensor.zeros(3 * hidden, hidden),
                Tensor.zeros(3 * hidden),
                Tensor.zeros(3 * hidden));
    }

    private static OfflineLayerNorm layerNorm(int size) {
        return new OfflineLayerNorm(Tensor.zeros(size), Tensor.zeros(size), 0);
    }

    private static BatchNorm2d batchNorm(int size) {
        Tensor zeros = Tensor.zeros(size);
        return new BatchNorm2d(zeros, zeros, zeros, zeros, 0);
    }
}
