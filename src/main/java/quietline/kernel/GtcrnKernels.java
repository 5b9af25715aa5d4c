package quietline.kernel;

/** Kernels that only GTCRN needs. */
public interface GtcrnKernels {

    /** Returns the GTCRN kernels of an implementation; every implementation has them. */
    static GtcrnKernels of(Kernels kernels) {
        return (GtcrnKernels) kernels;
    }

    /**
     * Ends a GTConvBlock on rows of 16: the attended half goes to the even lanes, the bypassed half
     * to the odd ones, {@code out[2c] = σ(2·attention[2c])·worked[2c], out[2c + 1] = in[8 + c]}.
     * The first bins of {@code in} and {@code out} are at {@code at}. The factor two is as in
     * {@link Kernels#recur}; the attention may be overwritten.
     */
    void attendAndShuffle(
            int bins, float[] worked, float[] attention, float[] in, float[] out, int at);
}
