package quietline.reference;

import quietline.weights.Tensor;

/**
 * A network layer that computes a whole tensor at once. It has no state and does not change its
 * input.
 */
public interface Layer {

    Tensor apply(Tensor input);

    /**
     * Returns the shape of the output.
     *
     * @throws IllegalArgumentException if the input shape does not fit
     */
    int[] outputShape(int... inputShape);

    /** Returns the cost of {@link #apply} for an input of this shape. */
    Cost cost(int... inputShape);

    /** Returns the layer {@code y = next(this(x))}. */
    default Layer then(Layer next) {
        Layer first = this;
        return new Layer() {
            @Override
            public Tensor apply(Tensor input) {
                return next.apply(first.apply(input));
            }

            @Override
            public int[] outputShape(int... inputShape) {
                return next.outputShape(first.outputShape(inputShape));
            }

            @Override
            public Cost cost(int... inputShape) {
                return first.cost(inputShape).plus(next.cost(first.outputShape(inputShape)));
            }
        };
    }
}
