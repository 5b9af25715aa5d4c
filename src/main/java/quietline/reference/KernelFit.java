package quietline.reference;

import quietline.weights.Tensor;

/** What must hold between a convolution's kernel, its axes, its groups and its input. */
final class KernelFit {

    private KernelFit() {}

    /** The kernel is as large as its axes say, and its first axis divides into groups. */
    static void require(Tensor weight, Axis rows, Axis columns, int groups) {
        requireKernel("rows", rows.kernel(), weight.dimension(2));
        requireKernel("columns", columns.kernel(), weight.dimension(3));
        Fit.require(groups >= 1, "%d groups are too few: at least %d", groups, 1);
        Fit.require(
                weight.dimension(0) % groups == 0,
                "a kernel for %d channels does not divide into %d groups",
                weight.dimension(0),
                groups);
    }

    static void requireChannels(int found, int expected) {
        Fit.require(
                found == expected,
                "the input has %d channels, but the kernel takes %d",
                found,
                expected);
    }

    private static void requireKernel(String name, int expected, int found) {
        Fit.require(
                found == expected,
                "the kernel has %d %s, but its axis says %d",
                found,
                name,
                expected);
    }
}
