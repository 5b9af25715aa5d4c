package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/**
 * Computes eight output channels of three bins at once, or of one, with the 24 sums in local
 * variables, so that each number is loaded once for three or eight uses. Inputs are read in eights,
 * because loops of constant length are fastest. Long, because every sum is written out.
 */
final class ScalarBlock extends ConvBlock {

    /** The output channels of a block, and the inputs that are read together. */
    static final int EIGHT = 8;

    /** The bins of a block. */
    private static final int BINS = 3;

    /** The number of groups of eight inputs, and the distances of groups and their weights. */
    private final int runs;

    private final int runStep;
    private final int runWeights;

    ScalarBlock(ConvShape shape, float[] weights, float[] bias, int phase, int channel) {
        super(shape, weights, bias, phase, channel);
        boolean manyTaps = taps > 1;
        runs = manyTaps ? taps : inputs / EIGHT;
        runStep = manyTaps ? tapStep : EIGHT;
        runWeights = manyTaps ? tapWeights : EIGHT * channels;
    }

    /** Computes some of the gates of {@link Kernels#planGates}. */
    ScalarBlock(int bins, float[] weights, float[] bias, int channel) {
        super(bins, weights, bias, channel);
        runs = 1;
        runStep = 0;
        runWeights = 0;
    }

    /** Returns whether blocks of eight channels can compute this shape. */
    static boolean serves(ConvShape shape) {
        int inputs = shape.inPerGroup();
        boolean eights = shape.gathersOneRun() && shape.axis().taps() * inputs % EIGHT == 0;
        boolean oneBin = shape.out().bins() == 1 && shape.gathersOneRun();
        return ConvBlock.serves(shape, EIGHT)
                && (eights || inputs == EIGHT)
                && (shape.out().bins() / phases(shape) >= BINS || oneBin);
    }

    /** The last block starts earlier if it would reach beyond the bins. */
    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        if (bins == 1) {
            oneBin(in, rows[0] + first, out, at + outFirst);
            return;
        }
        for (int b = 0; b < bins; b += BINS) {
            int bin = Math.min(b, bins - BINS);
            threeBins(in, rows[0] + first + bin * inStep, out, at + outFirst + bin * outStep);
        }
    }

    private void threeBins(float[] in, int from, float[] out, int to) {
        float[] w = weights;
        int channels = this.channels;
        int step = inStep;
        float a0 = bias[channel];
        float b0 = a0;
        float c0 = a0;
        float a1 = bias[channel + 1];
        float b1 = a1;
        float c1 = a1;
        float a2 = bias[channel + 2];
        float b2 = a2;
        float c2 = a2;
        float a3 = bias[channel + 3];
        float b3 = a3;
        float c3 = a3;
        float a4 = bias[channel + 4];
        float b4 = a4;
        float c4 = a4;
        float a5 = bias[channel + 5];
        float b5 = a5;
        float c5 = a5;
        float a6 = bias[channel + 6];
        float b6 = a6;
        float c6 = a6;
        float a7 = bias[channel + 7];
        float b7 = a7;
        float c7 = a7;
        for (int run = 0; run < runs; run++) {
            int x = from + run * runStep;
            int row = weightsAt + run * runWeights;
            for (int i = 0; i < EIGHT; i++, row += channels) {
                float xa = in[x + i];
                float xb = in[x + i + step];
                float xc = in[x + i + 2 * step];
                float w0 = w[row];
                a0 = fma(xa, w0, a0);
                b0 = fma(xb, w0, b0);
                c0 = fma(xc, w0, c0);
                float w1 = w[row + 1];
                a1 = fma(xa, w1, a1);
                b1 = fma(xb, w1, b1);
                c1 = fma(xc, w1, c1);
                float w2 = w[row + 2];
                a2 = fma(xa, w2, a2);
                b2 = fma(xb, w2, b2);
                c2 = fma(xc, w2, c2);
                float w3 = w[row + 3];
                a3 = fma(xa, w3, a3);
                b3 = fma(xb, w3, b3);
                c3 = fma(xc, w3, c3);
                float w4 = w[row + 4];
                a4 = fma(xa, w4, a4);
                b4 = fma(xb, w4, b4);
                c4 = fma(xc, w4, c4);
                float w5 = w[row + 5];
                a5 = fma(xa, w5, a5);
                b5 = fma(xb, w5, b5);
                c5 = fma(xc, w5, c5);
                float w6 = w[row + 6];
                a6 = fma(xa, w6, a6);
                b6 = fma(xb, w6, b6);
                c6 = fma(xc, w6, c6);
                float w7 = w[row + 7];
                a7 = fma(xa, w7, a7);
                b7 = fma(xb, w7, b7);
                c7 = fma(xc, w7, c7);
            }
        }
        int line = outStep;
        out[to] = a0;
        out[to + 1] = a1;
        out[to + 2] = a2;
        out[to + 3] = a3;
        out[to + 4] = a4;
        out[to + 5] = a5;
        out[to + 6] = a6;
        out[to + 7] = a7;
        out[to + line] = b0;
        out[to + line + 1] = b1;
        out[to + line + 2] = b2;
        out[to + line + 3] = b3;
        out[to + line + 4] = b4;
        out[to + line + 5] = b5;
        out[to + line + 6] = b6;
        out[to + line + 7] = b7;
        out[to + 2 * line] = c0;
        out[to + 2 * line + 1] = c1;
        out[to + 2 * line + 2] = c2;
        out[to + 2 * line + 3] = c3;
        out[to + 2 * line + 4] = c4;
        out[to + 2 * line + 5] = c5;
        out[to + 2 * line + 6] = c6;
        out[to + 2 * line + 7] = c7;
    }

    private void oneBin(float[] in, int from, float[] out, int to) {
        float[] w = weights;
        int channels = this.channels;
        int row = weightsAt;
        float a0 = bias[channel];
        float a1 = bias[channel + 1];
        float a2 = bias[channel + 2];
        float a3 = bias[channel + 3];
        float a4 = bias[channel + 4];
        float a5 = bias[channel + 5];
        float a6 = bias[channel + 6];
        float a7 = bias[channel + 7];
        for (int i = from; i < from + inputs; i++, row += channels) {
            float x = in[i];
            a0 = fma(x, w[row], a0);
            a1 = fma(x, w[row + 1], a1);
            a2 = fma(x, w[row + 2], a2);
            a3 = fma(x, w[row + 3], a3);
            a4 = fma(x, w[row + 4], a4);
            a5 = fma(x, w[row + 5], a5);
            a6 = fma(x, w[row + 6], a6);
            a7 = fma(x, w[row + 7], a7);
        }
        out[to] = a0;
        out[to + 1] = a1;
        out[to + 2] = a2;
        out[to + 3] = a3;
        out[to + 4] = a4;
        out[to + 5] = a5;
        out[to + 6] = a6;
        out[to + 7] = a7;
    }
}
