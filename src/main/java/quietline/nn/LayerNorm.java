package quietline.nn;

import quietline.kernel.Kernels;

/**
 * Normalisation over a whole frame, added to what went round it: {@code out = residual + weight·(x
 * - mean)/√(variance + epsilon) + bias}. Immutable; shared by all streams.
 */
public record LayerNorm(float[] weight, float[] bias, float epsilon) {

    public void forward(
            float[] x, float[] residual, int residualAt, float[] out, int outAt, Kernels kernels) {
        kernels.normalize(x, weight, bias, epsilon, residual, residualAt, out, outAt);
    }
}
