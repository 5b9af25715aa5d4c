package quietline.reference;

import quietline.weights.Tensor;

/**
 * Interleaves the two halves of the channels: {@code y[n, 2c] = x[n, c]} and {@code y[n, 2c + 1] =
 * x[n, C/2 + c]}; x and y have the shape (N, C, T, F).
 */
record ChannelShuffle() implements Layer {

    @Override
    public Tensor apply(Tensor input) {
        int[] shape = outputShape(input.shape());
        Tensor halves = Axes.reshape(input, shape[0], 2, shape[1] / 2, shape[2], shape[3]);
        return Axes.reshape(Axes.permute(halves, 0, 2, 1, 3, 4), shape);
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, T, F) of an input");
        Fit.require(
                inputShape[1] % 2 == 0,
                "channels must be a multiple of %d, got %d",
                2,
                inputShape[1]);
        return inputShape.clone();
    }

    @Override
    public Cost cost(int... inputShape) {
        return Cost.NONE;
    }
}
