package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import quietline.weights.Tensor;

/** Checks that what does not fit is refused by a message with the number found and its limit. */
class WrongShapeTest {

    private static final Axis ONE = Axis.of(1);
    private static final Axis THREE = Axis.of(3);

    static Stream<Arguments> uses() {
        return Stream.of(
                wrong("groups do not divide", 5, 2, () -> conv(THREE, 5, 4, 2, null)),
                wrong("no groups", 0, 1, () -> conv(THREE, 5, 4, 0, null)),
                wrong(
                        "groups do not divide, transposed",
                        7,
                        3,
                        () -> transposed(THREE, 7, 4, 3, null)),
                wrong(
                        "channels differ",
                        6,
                        8,
                        () -> conv(THREE, 5, 8, 1, null).outputShape(1, 6, 9, 9)),
                wrong(
                        "channels differ, grouped",
                        6,
                        8,
                        () -> conv(THREE, 2, 4, 2, null).apply(Tensor.zeros(1, 6, 9, 9))),
                wrong(
                        "channels differ, transposed",
                        6,
                        8,
                        () -> transposed(THREE, 8, 4, 1, null).apply(Tensor.zeros(1, 6, 9, 9))),
                wrong(
                        "kernel larger than its padded input",
                        11,
                        10,
                        () -> THREE.dilation(5).padding(2).outputSize(6)),
                wrong("nothing to transpose", 0, 1, () -> THREE.transposedOutputSize(0)),
                wrong(
                        "padding eats a transposed output",
                        4,
                        -5,
                        () -> THREE.padding(4).transposedOutputSize(1)),
                wrong("output padding", 3, 2, () -> THREE.stride(2).outputPadding(3)),
                wrong(
                        "output padding without transposing",
                        1,
                        0,
                        () -> conv(THREE.stride(2).outputPadding(1), 5, 4, 1, null)),
                wrong("bias", 4, 5, () -> conv(THREE, 5, 4, 1, Tensor.zeros(4))),
                wrong("bias, transposed", 5, 8, () -> transposed(THREE, 4, 4, 2, Tensor.zeros(5))),
                wrong(
                        "axis and kernel",
                        2,
                        3,
                        () -> new Conv2d(Tensor.zeros(5, 4, 1, 2), null, ONE, THREE, 1)),
                wrong(
                        "kernel's axes",
                        3,
                        4,
                        () -> new Conv2d(Tensor.zeros(5, 4, 1), null, ONE, ONE, 1)),
                wrong("input's axes", 3, 4, () -> conv(THREE, 5, 4, 1, null).outputShape(4, 9, 9)),
                wrong("stride", 0, 1, () -> THREE.stride(0)),
                wrong("padding", -1, 0, () -> THREE.padding(-1)),
                wrong("dilation", 0, 1, () -> THREE.dilation(0)),
                wrong("kernel", 0, 1, () -> Axis.of(0)),
                wrong("sequence", 7, 8, () -> gru(8, 16, 48).outputShape(1, 5, 7)),
                wrong("gates", 48, 47, () -> gru(8, 16, 47)),
                wrong(
                        "matrix",
                        15,
                        16,
                        () -> new Linear(Tensor.zeros(8, 16), null).outputShape(3, 15)),
                wrong("normalised axes", 33, 32, () -> layerNorm(33).outputShape(4, 32)),
                wrong(
                        "normalised channels",
                        16,
                        17,
                        () -> batchNorm(16).outputShape(1, 17, 4, 33)));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("uses")
    void refuses(String name, int one, int other, Executable use) {
        String message = assertThrows(IllegalArgumentException.class, use).getMessage();
        assertTrue(names(message, one) && names(message, other), message);
    }

    private static Arguments wrong(String name, int one, int other, Executable use) {
        return Arguments.of(name, one, other, use);
    }

    private static boolean names(String message, int number) {
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
