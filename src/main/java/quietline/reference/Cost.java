package quietline.reference;

import quietline.weights.Tensor;

/**
 * The cost of a layer: learned parameters, multiply-adds in convolutions and matrices, products
 * with the zeros that a transposed convolution with a stride puts between its inputs, and
 * elementwise operations (bias 1 per output, PReLU 1, normalisation 2, a GRU's gates 7 per unit and
 * its biases 6). Nonlinear functions, residual sums and statistics do not count; kernel taps in the
 * padding do.
 */
public record Cost(long parameters, long multiplyAdds, long zeroProducts, long elementwise) {

    public static final Cost NONE = new Cost(0, 0, 0);

    /** Creates a cost without products with zeros. */
    public Cost(long parameters, long multiplyAdds, long elementwise) {
        this(parameters, multiplyAdds, 0, elementwise);
    }

    public Cost plus(Cost other) {
        return new Cost(
                parameters + other.parameters,
                multiplyAdds + other.multiplyAdds,
                zeroProducts + other.zeroProducts,
                elementwise + other.elementwise);
    }

    /**
     * Returns all operations, each counted as one multiply-add, as network profilers do: they count
     * products with zeros, which nothing here computes.
     */
    public long operations() {
        return multiplyAdds + zeroProducts + elementwise;
    }

    static long parameters(Tensor... tensors) {
        long count = 0;
        for (Tensor tensor : tensors) {
            count += tensor == null ? 0 : tensor.data().length;
        }
        return count;
    }
}
