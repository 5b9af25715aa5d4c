package quietline.kernel;

/**
 * The arithmetic of the hot path: stateless, allocating nothing, over plain float arrays. There are
 * two implementations with the same results to rounding: {@link ScalarKernels} and one on the
 * Vector API. {@link KernelChoice} picks one when the program starts.
 */
public interface Kernels {

    /** The kernels of this machine, chosen once. */
    static Kernels instance() {
        return KernelChoice.CHOSEN;
    }

    /** How this choice calls itself in logs and reports, e.g. {@code vector (512 bit)}. */
    String name();

    /**
     * Convolution, bias and PReLU of one frame: {@code out = prelu(bias + weights ∗ in)}.
     *
     * @param rows where in {@code in} the frame of each time tap begins
     * @param weights shaped (timeTap, tap, input channel within its group, output channel)
     * @param slope PReLU's slope below zero; 1 leaves the sum as it is
     * @param out receives (outBins, outChannels) from {@code outAt} on
     */
    void convolve(
            ConvShape shape,
            float[] in,
            int[] rows,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int outAt);

    /** {@code y += a·x}. */
    void axpy(float a, float[] x, int xAt, float[] y, int yAt, int count);

    /** Replaces each element by {@code 1 / (1 + e^-x)}. */
    void sigmoid(float[] x, int at, int count);

    /** Replaces each element by its hyperbolic tangent. */
    void tanh(float[] x, int at, int count);

    /** {@code out = residual + weight·(x - mean)/√(variance + epsilon) + bias}, over all of x. */
    void normalize(
            float[] x, float[] weight, float[] bias, float epsilon, float[] residual, float[] out);
}
