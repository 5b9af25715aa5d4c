package quietline.reference;

import quietline.weights.Tensor;

/**
 * Runs one {@link OfflineGru} forwards and one backwards over the sequence x (N, L, C); {@code y[t]
 * = (forward[t], backward[t])}: (N, L, Hforward + Hbackward).
 */
record BidirectionalGru(OfflineGru forward, OfflineGru backward) implements Layer {

    @Override
    public Tensor apply(Tensor input) {
        Tensor backwards = backward.apply(Axes.reverse(input, 1));
        return Axes.concatenate(2, forward.apply(input), Axes.reverse(backwards, 1));
    }

    @Override
    public int[] outputShape(int... inputShape) {
        int[] shape = forward.outputShape(inputShape);
        shape[2] += backward.outputShape(inputShape)[2];
        return shape;
    }

    @Override
    public Cost cost(int... inputShape) {
        return forward.cost(inputShape).plus(backward.cost(inputShape));
    }
}
