package quietline.reference;

import quietline.weights.Tensor;

/**
 * One step of a network on a whole tensor. Without state: equal inputs give equal outputs, and the
 * input is left as it was.
 */
public interface Layer {

    Tensor apply(Tensor input);

    /** The shape that {@link #apply} gives; throws IllegalArgumentException where none fits. */
    int[] outputShape(int... inputShape);

    /** What {@link #apply} costs on an input of this shape. */
    Cost cost(int... inputShape);

    /** This layer, and another on its output: {@code next(this(x))}. */
    default Layer then(Layer next) {
        return new Chain(this, next);
    }
}
