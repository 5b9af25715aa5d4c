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
        return new Chain(this, next);
    }
}
