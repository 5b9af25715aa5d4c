package quietline.nn;

import quietline.kernel.Kernels;

/**
 * Normalisation over a whole frame, added to what went round it: {@code out = residual + weight·(x
 * - mean)/√(variance + epsilon) + bias}. Immutable; shared by all streams. No record, whose texts
 * Java would make in the midst of a hop, when it optimizes this.
 */
public final class LayerNorm {

    private final float[] weight;
    private final float[] bias;
    private final float epsilon;

    public LayerNorm(float[] weight, float[] bias, float epsilon) {
        this.weight = weight;
        this.bias = bias;
        this.epsilon = epsilon;
    }

    public void forward(
            float[] x, float[] residual, int residualAt, float[] out, int outAt, Kernels kernels) {
        kernels.normalize(x, weight, bias, epsilon, residual, residualAt, out, outAt);
    }
}
