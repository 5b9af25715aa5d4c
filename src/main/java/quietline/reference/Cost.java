package quietline.reference;

import quietline.weights.Tensor;

/**
 * What a layer weighs and works: learned numbers; products summed up in convolutions and matrices;
 * and the operations that touch each number once (a bias added: 1; PReLU: 1; a normalisation's
 * scale and shift: 2; a GRU's gates: 7 for each unit, and 6 for its biases). Nonlinear functions,
 * residual sums and statistics are not counted. Taps that fall into the padding are.
 */
public record Cost(long parameters, long multiplyAdds, long elementwise) {

    public static final Cost NONE = new Cost(0, 0, 0);

    public Cost plus(Cost other) {
        return new Cost(
                parameters + other.parameters,
                multiplyAdds + other.multiplyAdds,
                elementwise + other.elementwise);
    }

    /** All operations, each counted as one multiply-add, as profilers of networks do. */
    public long operations() {
        return multiplyAdds + elementwise;
    }

    static long parameters(Tensor... tensors) {
        long count = 0;
        for (Tensor tensor : tensors) {
            count += tensor == null ? 0 : tensor.data().length;
        }
        return count;
    }
}
