package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/**
 * Depthwise convolution with three taps in time and three along the bins, channel by channel: its
 * nine weights stay in registers, and so does what the next two bins read again. For rows of 16: a
 * constant step is quicker checked.
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
        int next = s.transposed() ? -ROW : ROW;
        for (int c = 0; c < ROW; c++) {
            channel(
                    s.outBins(),
                    in,
                    rows[0] + c,
                    rows[1] + c,
                    rows[2] + c,
                    weights,
                    w + c,
                    next,
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
            int next,
            float bias,
            float[] out,
            int outAt) {
        float w0 = weights[w];
        float w1 = weights[w + next];
        float w2 = weights[w + 2 * next];
        int second = w + 3 * ROW;
        float w3 = weights[second];
        float w4 = weights[second + next];
        float w5 = weights[second + 2 * next];
        int third = second + 3 * ROW;
        float w6 = weights[third];
        float w7 = weights[third + next];
        float w8 = weights[third + 2 * next];
        float x0 = in[oldest - ROW];
        float y0 = in[older - ROW];
        float z0 = in[newest - ROW];
        float x1 = in[oldest];
        float y1 = in[older];
        float z1 = in[newest];
        for (int at = ROW; at <= bins * ROW; at += ROW) {
            float x2 = in[oldest + at];
            float y2 = in[older + at];
            float z2 = in[newest + at];
            float sum = fma(w2, x2, fma(w1, x1, fma(w0, x0, bias)));
            sum = fma(w5, y2, fma(w4, y1, fma(w3, y0, sum)));
            out[outAt + at - ROW] = fma(w8, z2, fma(w7, z1, fma(w6, z0, sum)));
            x0 = x1;
            y0 = y1;
            z0 = z1;
            x1 = x2;
            y1 = y2;
            z1 = z2;
        }
    }
}
