package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/**
 * Depthwise convolution with three taps in time and three along the bins, channel by channel: its
 * nine weights stay in registers, and so do the sums of the next two bins, for which something was
 * read already. For rows of 16: a constant step is quicker checked.
 */
final class ScalarDepthwise {

    private static final int ROW = Kernels.ROW;

    private ScalarDepthwise() {}

    static boolean serves(ConvShape s) {
        return s.depthwise()
                && s.withinMargin()
                && s.timeTaps() == 3
                && s.taps() == 3
                && s.stride() == 1
                && s.dilation() == 1
                && s.padding() == 1
                && s.outBins() == s.inBins()
                && s.inChannels() == ROW
                && s.inPitch() == ROW;
    }

    static void convolve(
            ConvShape s,
            float[] in,
            int[] rows,
            float[] weights,
            float[] bias,
            float[] out,
            int outAt) {
        // Transposed, the kernel runs backwards along the bins.
        int w = s.transposed() ? 2 * ROW : 0;
        int tap = s.transposed() ? -ROW : ROW;
        for (int c = 0; c < ROW; c++) {
            channel(
                    s.outBins(),
                    in,
                    rows[0] + c,
                    rows[1] + c,
                    rows[2] + c,
                    weights,
                    w + c,
                    tap,
                    bias[c],
                    out,
                    outAt + c);
        }
    }

    private static void channel(
            int bins,
            float[] in,
            int oldest,
            int older,
            int newest,
            float[] weights,
            int w,
            int tap,
            float bias,
            float[] out,
            int outAt) {
        float w0 = weights[w];
        float w1 = weights[w + tap];
        float w2 = weights[w + 2 * tap];
        int second = w + 3 * ROW;
        float w3 = weights[second];
        float w4 = weights[second + tap];
        float w5 = weights[second + 2 * tap];
        int third = second + 3 * ROW;
        float w6 = weights[third];
        float w7 = weights[third + tap];
        float w8 = weights[third + 2 * tap];
        float next = fma(w3, in[older - ROW], fma(w0, in[oldest - ROW], bias));
        next = fma(w6, in[newest - ROW], next);
        float now = fma(w7, in[newest], fma(w4, in[older], fma(w1, in[oldest], next)));
        next = fma(w6, in[newest], fma(w3, in[older], fma(w0, in[oldest], bias)));
        for (int at = ROW; at <= bins * ROW; at += ROW) {
            float x = in[oldest + at];
            float y = in[older + at];
            float z = in[newest + at];
            out[outAt + at - ROW] = fma(w8, z, fma(w5, y, fma(w2, x, now)));
            now = fma(w7, z, fma(w4, y, fma(w1, x, next)));
            next = fma(w6, z, fma(w3, y, fma(w0, x, bias)));
        }
    }
}
