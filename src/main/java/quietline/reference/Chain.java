package quietline.reference;

import quietline.weights.Tensor;

/** Applies two layers in turn: {@code y = second(first(x))}. */
record Chain(Layer first, Layer second) implements Layer {

    @Override
    public Tensor apply(Tensor input) {
        return second.apply(first.apply(input));
    }

    @Override
    public int[] outputShape(int... inputShape) {
        return second.outputShape(first.outputShape(inputShape));
    }

    @Override
    public Cost cost(int... inputShape) {
        return first.cost(inputShape).plus(second.cost(first.outputShape(inputShape)));
    }
}
