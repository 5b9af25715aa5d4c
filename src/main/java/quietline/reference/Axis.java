package quietline.reference;

/**
 * The geometry of a convolution along one axis:
 *
 * <pre>
 * reach             = dilation·(kernel − 1) + 1
 * output            = ⌊(input + 2·padding − reach) / stride⌋ + 1
 * transposed output = (input − 1)·stride − 2·padding + reach + outputPadding
 * </pre>
 *
 * Example: {@code Axis.of(3).stride(2).padding(1)}.
 */
public record Axis(int kernel, int stride, int padding, int dilation, int outputPadding) {

    public Axis {
        requireAtLeast(1, kernel, "kernel");
        requireAtLeast(1, stride, "stride");
        requireAtLeast(0, padding, "padding");
        requireAtLeast(1, dilation, "dilation");
        requireAtLeast(0, outputPadding, "output padding");
        Fit.require(
                outputPadding < Math.max(stride, dilation),
                "output padding must be less than the larger of stride and dilation, %2$d, got %1$d",
                outputPadding,
                Math.max(stride, dilation));
    }

    /** Returns an axis with stride 1, dilation 1 and no padding. */
    public static Axis of(int kernel) {
        return new Axis(kernel, 1, 0, 1, 0);
    }

    public Axis stride(int newStride) {
        return new Axis(kernel, newStride, padding, dilation, outputPadding);
    }

    public Axis padding(int newPadding) {
        return new Axis(kernel, stride, newPadding, dilation, outputPadding);
    }

    public Axis dilation(int newDilation) {
        return new Axis(kernel, stride, padding, newDilation, outputPadding);
    }

    public Axis outputPadding(int newOutputPadding) {
        return new Axis(kernel, stride, padding, dilation, newOutputPadding);
    }

    /** Returns the number of inputs from the first to the last that the kernel covers. */
    public int reach() {
        return Math.addExact(Math.multiplyExact(dilation, kernel - 1), 1);
    }

    public int outputSize(int input) {
        int padded = Math.addExact(input, Math.multiplyExact(2, padding));
        Fit.require(
                reach() <= padded,
                "a kernel with reach %d does not fit into a padded input of size %d",
                reach(),
                padded);
        return (padded - reach()) / stride + 1;
    }

    public int transposedOutputSize(int input) {
        requireAtLeast(1, input, "input size");
        long output = (input - 1L) * stride - 2L * padding + reach() + outputPadding;
        Fit.require(
                output >= 1 && output <= Integer.MAX_VALUE,
                "%d inputs with padding %d would give %d outputs of a transposed convolution",
                input,
                padding,
                output);
        return (int) output;
    }

    /** Returns the input index under a kernel tap; an index outside the input is padding. */
    public int inputAt(int output, int tap) {
        return output * stride - padding + tap * dilation;
    }

    private static void requireAtLeast(int least, int found, String name) {
        Fit.require(found >= least, "%s must be at least %d, got %d", name, least, found);
    }
}
