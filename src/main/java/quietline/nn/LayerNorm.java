package quietline.nn;

import quietline.kernel.Kernels;
import quietline.kernel.Normalization;

/**
 * Normalisation over a whole frame with a residual sum: {@code out = residual + weight·(x -
 * mean)/√(variance + epsilon) + bias}. Immutable; shared by all streams.
 */
public record LayerNorm(Normalization numbers) {

    /** Normalises all of x, which may be overwritten; residual and out begin at {@code at}. */
    public void forward(float[] x, float[] residual, float[] out, int at, Kernels kernels) {
        kernels.normalize(x, numbers, residual, out, at);
    }
}
