package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import quietline.weights.Golden;
import quietline.weights.Tensor;

/** Compares every form of convolution with PyTorch's results. */
class GoldenConvolutionTest {

    private static final double TOLERANCE = 1e-5;

    private final Golden golden = Golden.load("convolution");

    @TestFactory
    Stream<DynamicTest> equalsPyTorch() {
        assertEquals(42, golden.cases().size());
        return golden.cases().stream().flatMap(this::everyForm);
    }

    @Test
    void unfoldsAsPyTorch() {
        Unfold unfold = new Unfold(Axis.of(2), Axis.of(3));
        Tensor expected = golden.tensor("unfold.y");
        assertArrayEquals(expected.data(), unfold.apply(golden.tensor("unfold.x")).data());
        assertArrayEquals(expected.shape(), unfold.outputShape(2, 5, 3, 4));
    }

    private Stream<DynamicTest> everyForm(Map<String, Object> parameters) {
        String id = (String) parameters.get("id");
        Tensor weight = golden.tensor(id + ".w");
        Tensor bias = golden.has(id + ".b") ? golden.tensor(id + ".b") : null;
        int groups = number(parameters, "groups", 0, 1);
        String op = (String) parameters.get("op");
        Axis[] axes = axes(parameters, weight);
        return switch (op) {
            case "conv1d" ->
                    tests(parameters, new Conv1d(weight, bias, axes[0], groups), List.of());
            case "conv2d" -> {
                Conv2d conv = new Conv2d(weight, bias, axes[0], axes[1], groups);
                List<UnaryOperator<Tensor>> otherForms =
                        List.of(new FlattenedInput(conv)::apply, new FlattenedKernel(conv)::apply);
                yield tests(parameters, conv, otherForms);
            }
            case "conv_transpose1d" ->
                    tests(
                            parameters,
                            new ConvTranspose1d(weight, bias, axes[0], groups),
                            List.of());
            case "conv_transpose2d" -> {
                ConvTranspose2d conv = new ConvTranspose2d(weight, bias, axes[0], axes[1], groups);
                yield tests(parameters, conv, List.of(new TransposedKernel(conv)::apply));
            }
            default -> throw new IllegalArgumentException("unknown operator " + op);
        };
    }

    private Stream<DynamicTest> tests(
            Map<String, Object> parameters, Layer layer, List<UnaryOperator<Tensor>> otherForms) {
        Tensor x = golden.tensor(parameters.get("id") + ".x");
        Tensor y = golden.tensor(parameters.get("id") + ".y");
        return Stream.concat(Stream.of((UnaryOperator<Tensor>) layer::apply), otherForms.stream())
                .map(
                        form ->
                                DynamicTest.dynamicTest(
                                        parameters.toString(),
                                        () -> {
                                            int[] shape = layer.outputShape(x.shape());
                                            assertArrayEquals(y.shape(), shape);
                                            Closeness.assertClose(y, form.apply(x), TOLERANCE);
                                        }));
    }

    private static Axis[] axes(Map<String, Object> parameters, Tensor weight) {
        Axis[] axes = new Axis[weight.rank() - 2];
        for (int i = 0; i < axes.length; i++) {
            axes[i] =
                    new Axis(
                            weight.dimension(2 + i),
                            number(parameters, "stride", i, 1),
                            number(parameters, "padding", i, 0),
                            number(parameters, "dilation", i, 1),
                            number(parameters, "output_padding", i, 0));
        }
        return axes;
    }

    /** Returns a parameter of an axis, which the case gives as a list or as one number for all. */
    private static int number(
            Map<String, Object> parameters, String key, int axis, int defaultValue) {
        Object value =
                parameters.get(key) instanceof List<?> list ? list.get(axis) : parameters.get(key);
        return value == null ? defaultValue : ((Number) value).intValue();
    }
}
