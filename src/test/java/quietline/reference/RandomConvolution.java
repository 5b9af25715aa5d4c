package quietline.reference;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import quietline.weights.Tensor;

/** A convolution of random shape and weights with an input that is large enough for it. */
record RandomConvolution(Conv2d conv, Tensor input) {

    static Arbitrary<RandomConvolution> arbitrary() {
        return Combinators.combine(
                        axis(),
                        axis(),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 6),
                        channels(),
                        Arbitraries.of(true, false),
                        Arbitraries.longs())
                .as(RandomConvolution::of);
    }

    static Tensor noise(Random random, int... shape) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    private static Arbitrary<Axis> axis() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 3))
                .as(
                        (kernel, stride, padding, dilation) ->
                                new Axis(kernel, stride, padding, dilation, 0));
    }

    /** Returns batch size, groups, input and output channels of a group. */
    private static Arbitrary<int[]> channels() {
        return Arbitraries.integers().between(1, 3).array(int[].class).ofSize(4);
    }

    private static RandomConvolution of(
            Axis rows,
            Axis columns,
            int moreRows,
            int moreColumns,
            int[] channels,
            boolean biased,
            long seed) {
        Random random = new Random(seed);
        int groups = channels[1];
        int outputs = groups * channels[3];
        Tensor weight = noise(random, outputs, channels[2], rows.kernel(), columns.kernel());
        Tensor bias = biased ? noise(random, outputs) : null;
        Tensor input =
                noise(
                        random,
                        channels[0],
                        groups * channels[2],
                        least(rows) + moreRows,
                        least(columns) + moreColumns);
        return new RandomConvolution(new Conv2d(weight, bias, rows, columns, groups), input);
    }

    private static int least(Axis axis) {
        return Math.max(1, axis.reach() - 2 * axis.padding());
    }

    /** Returns the transpose, with the output padding that gives the size of the input. */
    ConvTranspose2d transpose() {
        return new ConvTranspose2d(
                conv.weight(),
                null,
                sizedFor(conv.rows(), input.dimension(2)),
                sizedFor(conv.columns(), input.dimension(3)),
                conv.groups());
    }

    private static Axis sizedFor(Axis axis, int inputSize) {
        return axis.outputPadding((inputSize + 2 * axis.padding() - axis.reach()) % axis.stride());
    }

    @Override
    public String toString() {
        return "%s × %s, %d groups of %d channels, %d × %d inputs"
                .formatted(
                        conv.rows(),
                        conv.columns(),
                        conv.groups(),
                        conv.weight().dimension(1),
                        input.dimension(2),
                        input.dimension(3));
    }
}
