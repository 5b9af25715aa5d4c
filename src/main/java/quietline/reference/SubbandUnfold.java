package quietline.reference;

import quietline.weights.Tensor;

/**
 * Adds the lower and the upper neighbour of each band as channels: x (N, C, T, F) gives {@code y[n,
 * 3c + k, t, f] = x[n, c, t, f + k − 1]}, zero beyond the edge bands: (N, 3C, T, F).
 */
record SubbandUnfold() implements Layer {

    private static final Unfold NEIGHBOURS = new Unfold(Axis.of(1), Axis.of(3).padding(1));

    @Override
    public Tensor apply(Tensor input) {
        return Axes.reshape(NEIGHBOURS.apply(input), outputShape(input.shape()));
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, T, F) of an input");
        return new int[] {inputShape[0], 3 * inputShape[1], inputShape[2], inputShape[3]};
    }

    @Override
    public Cost cost(int... inputShape) {
        return NEIGHBOURS.cost(inputShape);
    }
}
