package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import quietline.weights.Tensor;

/** Checks convolutions of random shapes. */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class ConvolutionPropertyTest {

    private static final double TOLERANCE = 1e-6;

    @Provide
    Arbitrary<RandomConvolution> convolutions() {
        return Arbitraries.longs().map(RandomConvolution::of);
    }

    @Property
    void givesTheSameInEveryForm(@ForAll("convolutions") RandomConvolution random) {
        Tensor expected = random.conv().apply(random.input());
        Tensor input = new FlattenedInput(random.conv()).apply(random.input());
        Closeness.assertClose(expected, input, TOLERANCE);
        Tensor kernel = new FlattenedKernel(random.conv()).apply(random.input());
        Closeness.assertClose(expected, kernel, TOLERANCE);
    }

    @Property
    void givesTheSameInEveryTransposedForm(@ForAll("convolutions") RandomConvolution random) {
        ConvTranspose2d transpose = biased(random.transpose());
        Tensor y = noiseLikeOutput(random);
        Tensor found = new TransposedKernel(transpose).apply(y);
        Closeness.assertClose(transpose.apply(y), found, TOLERANCE);
    }

    /** The definition of the adjoint: ⟨conv(x), y⟩ = ⟨x, convᵀ(y)⟩. */
    @Property
    void transposesToTheAdjoint(@ForAll("convolutions") RandomConvolution random) {
        Conv2d conv = random.transpose().transposed();
        Tensor x = random.input();
        Tensor y = noiseLikeOutput(random);
        Tensor back = random.transpose().apply(y);
        assertArrayEquals(x.shape(), back.shape());
        Tensor there = conv.apply(x);
        double scale = length(there) * length(y) + length(x) * length(back);
        assertEquals(dot(there, y), dot(x, back), TOLERANCE * scale);
    }

    @Property
    void dilatesAsAKernelWithZerosBetweenItsTaps(@ForAll("convolutions") RandomConvolution random) {
        Conv2d conv = random.conv();
        Conv2d spread =
                new Conv2d(
                        withZeros(conv.weight(), conv.rows(), conv.columns()),
                        conv.bias(),
                        dense(conv.rows()),
                        dense(conv.columns()),
                        conv.groups());
        Closeness.assertClose(conv.apply(random.input()), spread.apply(random.input()), TOLERANCE);
    }

    @Property
    void computesEachGroupAsAConvolutionOfItsOwn(@ForAll("convolutions") RandomConvolution random) {
        Conv2d conv = random.conv();
        int inputs = conv.inputChannels() / conv.groups();
        int outputs = conv.outputChannels() / conv.groups();
        Tensor y = conv.apply(random.input());
        for (int g = 0; g < conv.groups(); g++) {
            int from = g * outputs;
            Tensor weight = Axes.slice(conv.weight(), 0, from, from + outputs);
            Tensor bias =
                    conv.bias() == null ? null : Axes.slice(conv.bias(), 0, from, from + outputs);
            Conv2d alone = new Conv2d(weight, bias, conv.rows(), conv.columns(), 1);
            Tensor x = Axes.slice(random.input(), 1, g * inputs, (g + 1) * inputs);
            Closeness.assertClose(
                    Axes.slice(y, 1, from, from + outputs), alone.apply(x), TOLERANCE);
        }
    }

    /** With a kernel of ones on an input of ones, each output is its number of products. */
    @Property
    void costsAsManyMultiplyAddsAsItSumsProducts(@ForAll("convolutions") RandomConvolution random) {
        Conv2d conv = random.conv();
        Axis rows = conv.rows();
        Axis columns = conv.columns();
        Conv2d ones =
                new Conv2d(
                        ones(conv.weight().shape()),
                        null,
                        rows.padding(0),
                        columns.padding(0),
                        conv.groups());
        int[] shape = random.input().shape().clone();
        shape[2] += 2 * rows.padding();
        shape[3] += 2 * columns.padding();
        Tensor sums = ones.apply(ones(shape));
        assertEquals(dot(sums, ones(sums.shape())), ones.cost(shape).multiplyAdds());
    }

    private static Tensor ones(int... shape) {
        Tensor ones = Tensor.zeros(shape);
        Arrays.fill(ones.data(), 1);
        return ones;
    }

    private static Tensor noiseLikeOutput(RandomConvolution random) {
        int[] shape = random.conv().outputShape(random.input().shape());
        return RandomConvolution.noise(new Random(11), shape);
    }

    private static ConvTranspose2d biased(ConvTranspose2d transpose) {
        Tensor bias = RandomConvolution.noise(new Random(7), transpose.outputChannels());
        return new ConvTranspose2d(
                transpose.weight(),
                bias,
                transpose.rows(),
                transpose.columns(),
                transpose.groups());
    }

    private static Axis dense(Axis axis) {
        return Axis.of(axis.reach()).stride(axis.stride()).padding(axis.padding());
    }

    private static Tensor withZeros(Tensor weight, Axis rows, Axis columns) {
        int[] from = weight.shape();
        Tensor spread = Tensor.zeros(from[0], from[1], rows.reach(), columns.reach());
        for (int i = 0; i < weight.data().length; i++) {
            int column = i % from[3];
            int row = i / from[3] % from[2];
            int channel = i / from[3] / from[2] % from[1];
            int output = i / from[3] / from[2] / from[1];
            int to =
                    Axes.offset(
                            spread.shape(),
                            output,
                            channel,
                            row * rows.dilation(),
                            column * columns.dilation());
            spread.data()[to] = weight.data()[i];
        }
        return spread;
    }

    private static double length(Tensor a) {
        return Math.sqrt(dot(a, a));
    }

    private static double dot(Tensor a, Tensor b) {
        double sum = 0;
        for (int i = 0; i < a.data().length; i++) {
            sum += (double) a.data()[i] * b.data()[i];
        }
        return sum;
    }
}
