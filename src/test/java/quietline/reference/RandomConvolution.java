package quietline.reference;

import java.util.Random;
import quietline.weights.Tensor;

/** A convolution of random shape and weights with an input that is large enough for it. */
record RandomConvolution(Conv2d conv, Tensor input) {

    static RandomConvolution of(long seed) {
        Random random = new Random(seed);
        Axis rows = axis(random);
        Axis columns = axis(random);
        int batch = 1 + random.nextInt(3);
        int groups = 1 + random.nextInt(3);
        int inputs = 1 + random.nextInt(3);
        int outputs = groups * (1 + random.nextInt(3));
        Tensor weight = noise(random, outputs, inputs, rows.kernel(), columns.kernel());
        Tensor bias = random.nextBoolean() ? noise(random, outputs) : null;
        int height = least(rows) + random.nextInt(7);
        int width = least(columns) + random.nextInt(7);
        return new RandomConvolution(
                new Conv2d(weight, bias, rows, columns, groups),
                noise(random, batch, groups * inputs, height, width));
    }

    static Tensor noise(Random random, int... shape) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    private static Axis axis(Random random) {
        return Axis.of(1 + random.nextInt(4))
                .stride(1 + random.nextInt(3))
                .padding(random.nextInt(4))
                .dilation(1 + random.nextInt(3));
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
