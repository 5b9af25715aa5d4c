package quietline.kernel;

/**
 * A convolution with its bias and PReLU, planned once for its shape and weights: {@code out =
 * prelu(bias + weights ∗ in)}. Immutable.
 */
public abstract class Conv {

    /**
     * Computes one frame.
     *
     * @param rows where in {@code in} the first bin of each time tap's frame is
     * @param out receives (outBins, outChannels) from {@code at} on
     */
    public abstract void run(float[] in, int[] rows, float[] out, int at);
}
