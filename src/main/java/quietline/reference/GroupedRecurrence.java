package quietline.reference;

import quietline.weights.Tensor;

/**
 * Applies one recurrent layer to the first half of the channels of x (N, L, C) and one to the
 * second half; {@code y = (first(x[.., 0..C/2]), second(x[.., C/2..C]))}.
 */
record GroupedRecurrence(Layer first, Layer second) implements Layer {

    @Override
    public Tensor apply(Tensor input) {
        int half = half(input.shape())[2];
        return Axes.concatenate(
                2,
                first.apply(Axes.slice(input, 2, 0, half)),
                second.apply(Axes.slice(input, 2, half, 2 * half)));
    }

    @Override
    public int[] outputShape(int... inputShape) {
        int[] shape = first.outputShape(half(inputShape));
        shape[2] += second.outputShape(half(inputShape))[2];
        return shape;
    }

    @Override
    public Cost cost(int... inputShape) {
        return first.cost(half(inputShape)).plus(second.cost(half(inputShape)));
    }

    private static int[] half(int[] shape) {
        Fit.requireRank(3, shape, "(N, L, C) of a sequence");
        Fit.require(shape[2] % 2 == 0, "channels must be a multiple of %d, got %d", 2, shape[2]);
        return new int[] {shape[0], shape[1], shape[2] / 2};
    }
}
