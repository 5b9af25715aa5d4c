package quietline.reference;

/**
 * One axis of a convolution: which inputs the kernel covers, and how many outputs that gives.
 *
 * <pre>
 * reach             = dilation·(kernel − 1) + 1
 * output            = ⌊(input + 2·padding − reach) / stride⌋ + 1
 * transposed output = (input − 1)·stride − 2·padding + reach + outputPadding
 * </pre>
 *
 * Start from {@link #of} and name only what differs: {@code Axis.of(3).stride(2).padding(1)}.
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
                "an output padding of %d must be smaller than the larger of stride and dilation, %d",
                outputPadding,
                Math.max(stride, dilation));
    }

    /** A dense kernel moving by one, without padding. */
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

    /** From the first input that a kernel covers to its last, both counted. */
    public int reach() {
        return Math.addExact(Math.multiplyExact(dilation, kernel - 1), 1);
    }

    public int outputSize(int input) {
        int padded = Math.addExact(input, Math.multiplyExact(2, padding));
        Fit.require(
                reach() <= padded,
                "a kernel that reaches over %d does not fit into an input of %d with its padding",
                reach(),
                padded);
        return (padded - reach()) / stride + 1;
    }

    public int transposedOutputSize(int input) {
        Fit.require(
                input >= 1, "a transposed convolution takes at least %d input, not %d", 1, input);
        long output = (input - 1L) * stride - 2L * padding + reach() + outputPadding;
        Fit.require(
                output >= 1 && output <= Integer.MAX_VALUE,
                "a transposed convolution of %d inputs with padding %d would give %d outputs",
                input,
                padding,
                output);
        return (int) output;
    }

    /** The input under a tap of the kernel; outside the input it lies in the padding, a zero. */
    public int inputAt(int output, int tap) {
        return output * stride - padding + tap * dilation;
    }

    private static void requireAtLeast(int least, int found, String name) {
        Fit.require(found >= least, "a %s of %d is too small: at least %d", name, found, least);
    }
}
