package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/**
 * The inner loops of convolution: eight output channels' sums in local variables, for three bins at
 * once or for one, so that a number once loaded is used three times or eight. Sums only; what
 * follows them is quicker done in a loop of its own. Long, as every sum is written out.
 */
final class ScalarBlock {

    /** Output channels worked on at once, and inputs: a loop of constant length is the fastest. */
    static final int EIGHT = 8;

    private static final int SIXTEEN = 2 * EIGHT;

    /** Bins worked on at once. */
    static final int BINS = 3;

    private ScalarBlock() {}

    /**
     * Eight channels of any number of bins, {@code taps} times eight inputs and {@code rest} more.
     * A last block that would hang over starts earlier.
     */
    static void channels(
            int bins,
            int taps,
            float[] in,
            int at,
            int inStep,
            int tapStep,
            int rest,
            float[] weights,
            int w,
            int wStep,
            int channels,
            float[] bias,
            int c,
            float[] out,
            int outAt,
            int outStep) {
        if (bins >= BINS) {
            for (int b = 0; b < bins; b += BINS) {
                int first = Math.min(b, bins - BINS);
                threeBins(
                        taps,
                        in,
                        at + first * inStep,
                        inStep,
                        tapStep,
                        rest,
                        weights,
                        w,
                        wStep,
                        channels,
                        bias,
                        c,
                        out,
                        outAt + first * outStep,
                        outStep);
            }
        } else {
            for (int b = 0; b < bins; b++) {
                oneBin(
                        taps,
                        in,
                        at + b * inStep,
                        tapStep,
                        rest,
                        weights,
                        w,
                        wStep,
                        channels,
                        bias,
                        c,
                        out,
                        outAt + b * outStep);
            }
        }
    }

    /** The even ones of sixteen channels, of three bins or more; the odd ones become zero. */
    static void evenChannels(
            int bins,
            int eights,
            float[] in,
            int at,
            int inStep,
            float[] weights,
            float[] bias,
            float[] out,
            int outAt) {
        for (int b = 0; b < bins; b += BINS) {
            int first = Math.min(b, bins - BINS);
            int to = outAt + first * SIXTEEN;
            threeBinsEven(eights, in, at + first * inStep, inStep, weights, bias, out, to);
        }
        for (int i = outAt + 1; i < outAt + bins * SIXTEEN; i += 2) {
            out[i] = 0;
        }
    }

    /** Eight channels side by side, of three bins. */
    private static void threeBins(
            int taps,
            float[] in,
            int at,
            int inStep,
            int tapStep,
            int rest,
            float[] weights,
            int w,
            int wStep,
            int channels,
            float[] bias,
            int c,
            float[] out,
            int outAt,
            int outStep) {
        float a0 = bias[c];
        float b0 = a0;
        float c0 = a0;
        float a1 = bias[c + 1];
        float b1 = a1;
        float c1 = a1;
        float a2 = bias[c + 2];
        float b2 = a2;
        float c2 = a2;
        float a3 = bias[c + 3];
        float b3 = a3;
        float c3 = a3;
        float a4 = bias[c + 4];
        float b4 = a4;
        float c4 = a4;
        float a5 = bias[c + 5];
        float b5 = a5;
        float c5 = a5;
        float a6 = bias[c + 6];
        float b6 = a6;
        float c6 = a6;
        float a7 = bias[c + 7];
        float b7 = a7;
        float c7 = a7;
        for (int tap = 0; tap < taps; tap++) {
            int x = at + tap * tapStep;
            int row = w + tap * wStep;
            for (int i = 0; i < EIGHT; i++, row += channels) {
                float xa = in[x + i];
                float xb = in[x + i + inStep];
                float xc = in[x + i + 2 * inStep];
                float w0 = weights[row];
                a0 = fma(xa, w0, a0);
                b0 = fma(xb, w0, b0);
                c0 = fma(xc, w0, c0);
                float w1 = weights[row + 1];
                a1 = fma(xa, w1, a1);
                b1 = fma(xb, w1, b1);
                c1 = fma(xc, w1, c1);
                float w2 = weights[row + 2];
                a2 = fma(xa, w2, a2);
                b2 = fma(xb, w2, b2);
                c2 = fma(xc, w2, c2);
                float w3 = weights[row + 3];
                a3 = fma(xa, w3, a3);
                b3 = fma(xb, w3, b3);
                c3 = fma(xc, w3, c3);
                float w4 = weights[row + 4];
                a4 = fma(xa, w4, a4);
                b4 = fma(xb, w4, b4);
                c4 = fma(xc, w4, c4);
                float w5 = weights[row + 5];
                a5 = fma(xa, w5, a5);
                b5 = fma(xb, w5, b5);
                c5 = fma(xc, w5, c5);
                float w6 = weights[row + 6];
                a6 = fma(xa, w6, a6);
                b6 = fma(xb, w6, b6);
                c6 = fma(xc, w6, c6);
                float w7 = weights[row + 7];
                a7 = fma(xa, w7, a7);
                b7 = fma(xb, w7, b7);
                c7 = fma(xc, w7, c7);
            }
        }
        int x = at + taps * tapStep;
        int row = w + taps * wStep;
        for (int i = 0; i < rest; i++, row += channels) {
            float xa = in[x + i];
            float xb = in[x + i + inStep];
            float xc = in[x + i + 2 * inStep];
            float w0 = weights[row];
            a0 = fma(xa, w0, a0);
            b0 = fma(xb, w0, b0);
            c0 = fma(xc, w0, c0);
            float w1 = weights[row + 1];
            a1 = fma(xa, w1, a1);
            b1 = fma(xb, w1, b1);
            c1 = fma(xc, w1, c1);
            float w2 = weights[row + 2];
            a2 = fma(xa, w2, a2);
            b2 = fma(xb, w2, b2);
            c2 = fma(xc, w2, c2);
            float w3 = weights[row + 3];
            a3 = fma(xa, w3, a3);
            b3 = fma(xb, w3, b3);
            c3 = fma(xc, w3, c3);
            float w4 = weights[row + 4];
            a4 = fma(xa, w4, a4);
            b4 = fma(xb, w4, b4);
            c4 = fma(xc, w4, c4);
            float w5 = weights[row + 5];
            a5 = fma(xa, w5, a5);
            b5 = fma(xb, w5, b5);
            c5 = fma(xc, w5, c5);
            float w6 = weights[row + 6];
            a6 = fma(xa, w6, a6);
            b6 = fma(xb, w6, b6);
            c6 = fma(xc, w6, c6);
            float w7 = weights[row + 7];
            a7 = fma(xa, w7, a7);
            b7 = fma(xb, w7, b7);
            c7 = fma(xc, w7, c7);
        }
        out[outAt] = a0;
        out[outAt + 1] = a1;
        out[outAt + 2] = a2;
        out[outAt + 3] = a3;
        out[outAt + 4] = a4;
        out[outAt + 5] = a5;
        out[outAt + 6] = a6;
        out[outAt + 7] = a7;
        out[outAt + outStep] = b0;
        out[outAt + outStep + 1] = b1;
        out[outAt + outStep + 2] = b2;
        out[outAt + outStep + 3] = b3;
        out[outAt + outStep + 4] = b4;
        out[outAt + outStep + 5] = b5;
        out[outAt + outStep + 6] = b6;
        out[outAt + outStep + 7] = b7;
        out[outAt + 2 * outStep] = c0;
        out[outAt + 2 * outStep + 1] = c1;
        out[outAt + 2 * outStep + 2] = c2;
        out[outAt + 2 * outStep + 3] = c3;
        out[outAt + 2 * outStep + 4] = c4;
        out[outAt + 2 * outStep + 5] = c5;
        out[outAt + 2 * outStep + 6] = c6;
        out[outAt + 2 * outStep + 7] = c7;
    }

    /** Every other channel of sixteen, of three bins. */
    private static void threeBinsEven(
            int eights,
            float[] in,
            int at,
            int inStep,
            float[] weights,
            float[] bias,
            float[] out,
            int outAt) {
        float a0 = bias[0];
        float b0 = a0;
        float c0 = a0;
        float a1 = bias[2];
        float b1 = a1;
        float c1 = a1;
        float a2 = bias[4];
        float b2 = a2;
        float c2 = a2;
        float a3 = bias[6];
        float b3 = a3;
        float c3 = a3;
        float a4 = bias[8];
        float b4 = a4;
        float c4 = a4;
        float a5 = bias[10];
        float b5 = a5;
        float c5 = a5;
        float a6 = bias[12];
        float b6 = a6;
        float c6 = a6;
        float a7 = bias[14];
        float b7 = a7;
        float c7 = a7;
        for (int tap = 0; tap < eights; tap++) {
            int x = at + tap * EIGHT;
            int row = tap * EIGHT * SIXTEEN;
            for (int i = 0; i < EIGHT; i++, row += SIXTEEN) {
                float xa = in[x + i];
                float xb = in[x + i + inStep];
                float xc = in[x + i + 2 * inStep];
                float w0 = weights[row];
                a0 = fma(xa, w0, a0);
                b0 = fma(xb, w0, b0);
                c0 = fma(xc, w0, c0);
                float w1 = weights[row + 2];
                a1 = fma(xa, w1, a1);
                b1 = fma(xb, w1, b1);
                c1 = fma(xc, w1, c1);
                float w2 = weights[row + 4];
                a2 = fma(xa, w2, a2);
                b2 = fma(xb, w2, b2);
                c2 = fma(xc, w2, c2);
                float w3 = weights[row + 6];
                a3 = fma(xa, w3, a3);
                b3 = fma(xb, w3, b3);
                c3 = fma(xc, w3, c3);
                float w4 = weights[row + 8];
                a4 = fma(xa, w4, a4);
                b4 = fma(xb, w4, b4);
                c4 = fma(xc, w4, c4);
                float w5 = weights[row + 10];
                a5 = fma(xa, w5, a5);
                b5 = fma(xb, w5, b5);
                c5 = fma(xc, w5, c5);
                float w6 = weights[row + 12];
                a6 = fma(xa, w6, a6);
                b6 = fma(xb, w6, b6);
                c6 = fma(xc, w6, c6);
                float w7 = weights[row + 14];
                a7 = fma(xa, w7, a7);
                b7 = fma(xb, w7, b7);
                c7 = fma(xc, w7, c7);
            }
        }
        out[outAt] = a0;
        out[outAt + 2] = a1;
        out[outAt + 4] = a2;
        out[outAt + 6] = a3;
        out[outAt + 8] = a4;
        out[outAt + 10] = a5;
        out[outAt + 12] = a6;
        out[outAt + 14] = a7;
        out[outAt + SIXTEEN] = b0;
        out[outAt + SIXTEEN + 2] = b1;
        out[outAt + SIXTEEN + 4] = b2;
        out[outAt + SIXTEEN + 6] = b3;
        out[outAt + SIXTEEN + 8] = b4;
        out[outAt + SIXTEEN + 10] = b5;
        out[outAt + SIXTEEN + 12] = b6;
        out[outAt + SIXTEEN + 14] = b7;
        out[outAt + 2 * SIXTEEN] = c0;
        out[outAt + 2 * SIXTEEN + 2] = c1;
        out[outAt + 2 * SIXTEEN + 4] = c2;
        out[outAt + 2 * SIXTEEN + 6] = c3;
        out[outAt + 2 * SIXTEEN + 8] = c4;
        out[outAt + 2 * SIXTEEN + 10] = c5;
        out[outAt + 2 * SIXTEEN + 12] = c6;
        out[outAt + 2 * SIXTEEN + 14] = c7;
    }

    /** Eight channels side by side, of one bin. */
    private static void oneBin(
            int taps,
            float[] in,
            int at,
            int tapStep,
            int rest,
            float[] weights,
            int w,
            int wStep,
            int channels,
            float[] bias,
            int c,
            float[] out,
            int outAt) {
        float a0 = bias[c];
        float a1 = bias[c + 1];
        float a2 = bias[c + 2];
        float a3 = bias[c + 3];
        float a4 = bias[c + 4];
        float a5 = bias[c + 5];
        float a6 = bias[c + 6];
        float a7 = bias[c + 7];
        for (int tap = 0; tap < taps; tap++) {
            int x = at + tap * tapStep;
            int row = w + tap * wStep;
            for (int i = 0; i < EIGHT; i++, row += channels) {
                float xa = in[x + i];
                float w0 = weights[row];
                a0 = fma(xa, w0, a0);
                float w1 = weights[row + 1];
                a1 = fma(xa, w1, a1);
                float w2 = weights[row + 2];
                a2 = fma(xa, w2, a2);
                float w3 = weights[row + 3];
                a3 = fma(xa, w3, a3);
                float w4 = weights[row + 4];
                a4 = fma(xa, w4, a4);
                float w5 = weights[row + 5];
                a5 = fma(xa, w5, a5);
                float w6 = weights[row + 6];
                a6 = fma(xa, w6, a6);
                float w7 = weights[row + 7];
                a7 = fma(xa, w7, a7);
            }
        }
        int x = at + taps * tapStep;
        int row = w + taps * wStep;
        for (int i = 0; i < rest; i++, row += channels) {
            float xa = in[x + i];
            float w0 = weights[row];
            a0 = fma(xa, w0, a0);
            float w1 = weights[row + 1];
            a1 = fma(xa, w1, a1);
            float w2 = weights[row + 2];
            a2 = fma(xa, w2, a2);
            float w3 = weights[row + 3];
            a3 = fma(xa, w3, a3);
            float w4 = weights[row + 4];
            a4 = fma(xa, w4, a4);
            float w5 = weights[row + 5];
            a5 = fma(xa, w5, a5);
            float w6 = weights[row + 6];
            a6 = fma(xa, w6, a6);
            float w7 = weights[row + 7];
            a7 = fma(xa, w7, a7);
        }
        out[outAt] = a0;
        out[outAt + 1] = a1;
        out[outAt + 2] = a2;
        out[outAt + 3] = a3;
        out[outAt + 4] = a4;
        out[outAt + 5] = a5;
        out[outAt + 6] = a6;
        out[outAt + 7] = a7;
    }

    /** Eight rows of a matrix kept column by column, sixteen rows each. */
    static void rows(
            int columns,
            float[] in,
            int at,
            int stride,
            float[] entries,
            int from,
            float[] out,
            int outAt) {
        float a0 = 0;
        float a1 = 0;
        float a2 = 0;
        float a3 = 0;
        float a4 = 0;
        float a5 = 0;
        float a6 = 0;
        float a7 = 0;
        int x = at;
        int column = from;
        for (int i = 0; i < columns; i++, x += stride, column += SIXTEEN) {
            float xa = in[x];
            a0 = fma(xa, entries[column], a0);
            a1 = fma(xa, entries[column + 1], a1);
            a2 = fma(xa, entries[column + 2], a2);
            a3 = fma(xa, entries[column + 3], a3);
            a4 = fma(xa, entries[column + 4], a4);
            a5 = fma(xa, entries[column + 5], a5);
            a6 = fma(xa, entries[column + 6], a6);
            a7 = fma(xa, entries[column + 7], a7);
        }
        out[outAt] = a0;
        out[outAt + 1] = a1;
        out[outAt + 2] = a2;
        out[outAt + 3] = a3;
        out[outAt + 4] = a4;
        out[outAt + 5] = a5;
        out[outAt + 6] = a6;
        out[outAt + 7] = a7;
    }
}
