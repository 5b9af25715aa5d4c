package quietline.reference;

import quietline.weights.Tensor;

/** Checks a convolution's kernel against its axes, groups and input. */
final class KernelFit {

    private KernelFit() {}

    /** Requires a kernel as large as its axes say, its first axis a multiple of the groups. */
    static void require(Tensor weight, Axis rows, Axis columns, int groups) {
        requireKernel("rows", rows.kernel(), weight.dimension(2));
        requireKernel("columns", columns.kernel(), weight.dimension(3));
        Fit.require(groups >= 1, "groups must be at least %d, got %d", 1, groups);
        Fit.require(
                weight.dimension(0) % groups == 0,
                "kernel channels, %d, must be a multiple of the groups, %d",
                weight.dimension(0),
                groups);
    }

    static void requireChannels(int found, int expected) {
        Fit.require(found == expected, "input has %d channels, expected %d", found, expected);
    }

    private static void requireKernel(String name, int expected, int found) {
        Fit.require(found == expected, "kernel has %d %s, expected %d", found, name, expected);
    }
}
