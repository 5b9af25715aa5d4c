package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/**
 * Depthwise convolution with three taps in time and three along the bins, channel by channel: its
 * nine weights and the partial sums of the next two bins stay in registers.
 */
final class ScalarDepthwise extends Conv {

    private static final int ROW = Row.FLOATS;

    private final float[] weights;
    private final float[] bias;
    private final int end;

    /** The index of the first tap's weights, and the distance to the next tap's. */
    private final int firstTap;

    private final int nextTap;

    ScalarDepthwise(ConvShape shape, float[] weights, float[] bias) {
        this.weights = weights;
        this.bias = bias;
        end = shape.out().bins() * ROW;
        // Transposed, the kernel runs backwards along the bins.
        firstTap = shape.transposed() ? 2 * ROW : 0;
        nextTap = shape.transposed() ? -ROW : ROW;
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (int c = 0; c < ROW; c++) {
            channel(c, in, rows, out, at + c);
        }
    }

    private void channel(int c, float[] in, int[] rows, float[] out, int outAt) {
        int oldest = rows[0] + c;
        int older = rows[1] + c;
        int newest = rows[2] + c;
        int w = firstTap + c;
        int tap = nextTap;
        float w0 = weights[w];
        float w1 = weights[w + tap];
        float w2 = weights[w + 2 * tap];
        float w3 = weights[w + 3 * ROW];
        float w4 = weights[w + 3 * ROW + tap];
        float w5 = weights[w + 3 * ROW + 2 * tap];
        float w6 = weights[w + 6 * ROW];
        float w7 = weights[w + 6 * ROW + tap];
        float w8 = weights[w + 6 * ROW + 2 * tap];
        float offset = bias[c];
        float next = fma(w3, in[older - ROW], fma(w0, in[oldest - ROW], offset));
        next = fma(w6, in[newest - ROW], next);
        float now = fma(w7, in[newest], fma(w4, in[older], fma(w1, in[oldest], next)));
        next = fma(w6, in[newest], fma(w3, in[older], fma(w0, in[oldest], offset)));
        for (int i = ROW; i <= end; i += ROW) {
            float x = in[oldest + i];
            float y = in[older + i];
            float z = in[newest + i];
            out[outAt + i - ROW] = fma(w8, z, fma(w5, y, fma(w2, x, now)));
            now = fma(w7, z, fma(w4, y, fma(w1, x, next)));
            next = fma(w6, z, fma(w3, y, fma(w0, x, offset)));
        }
    }
}
