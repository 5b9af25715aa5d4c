package quietline.kernel;

/**
 * What is summed up over a whole frame: several sums side by side, for one would wait for itself.
 */
final class ScalarFrame {

    private static final int ROW = Kernels.ROW;

    private ScalarFrame() {}

    static void normalize(
            float[] x,
            float[] weight,
            float[] bias,
            float epsilon,
            float[] residual,
            int residualAt,
            float[] out,
            int outAt) {
        float mean = sum(x) / x.length;
        float scale = (float) (1 / Math.sqrt(squares(x, mean) / x.length + epsilon));
        scaleAndAdd(x, mean, scale, weight, bias, residual, residualAt, out, outAt);
    }

    /** In steps that each have one index for all their arrays, of which the compiler makes SIMD. */
    private static void scaleAndAdd(
            float[] x,
            float mean,
            float scale,
            float[] weight,
            float[] bias,
            float[] residual,
            int residualAt,
            float[] out,
            int outAt) {
        for (int i = 0; i < x.length; i++) {
            x[i] = bias[i] + weight[i] * ((x[i] - mean) * scale);
        }
        if (residualAt == outAt && residual != out) {
            System.arraycopy(x, 0, out, outAt, x.length);
            addTo(out, residual, outAt, outAt + x.length);
            return;
        }
        for (int i = 0; i < x.length; i++) {
            out[outAt + i] = residual[residualAt + i] + x[i];
        }
    }

    private static void addTo(float[] sum, float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += x[i];
        }
    }

    private static float sum(float[] x) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = 0;
        for (; i < x.length - 7; i += 8) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        for (; i < x.length; i++) {
            a += x[i];
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    private static float squares(float[] x, float mean) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = 0;
        for (; i < x.length - 7; i += 8) {
            a = square(x[i] - mean, a);
            b = square(x[i + 1] - mean, b);
            c = square(x[i + 2] - mean, c);
            d = square(x[i + 3] - mean, d);
            e = square(x[i + 4] - mean, e);
            f = square(x[i + 5] - mean, f);
            g = square(x[i + 6] - mean, g);
            h = square(x[i + 7] - mean, h);
        }
        for (; i < x.length; i++) {
            a = square(x[i] - mean, a);
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    private static float square(float x, float sum) {
        return ScalarFma.fma(x, x, sum);
    }

    /** Of the eight lanes from {@code lane} on. */
    static void meanSquare(int bins, float[] in, int lane, float[] out) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int at = lane; at < bins * ROW; at += ROW) {
            s0 = square(in[at], s0);
            s1 = square(in[at + 1], s1);
            s2 = square(in[at + 2], s2);
            s3 = square(in[at + 3], s3);
            s4 = square(in[at + 4], s4);
            s5 = square(in[at + 5], s5);
            s6 = square(in[at + 6], s6);
            s7 = square(in[at + 7], s7);
        }
        out[lane] = s0 / bins;
        out[lane + 1] = s1 / bins;
        out[lane + 2] = s2 / bins;
        out[lane + 3] = s3 / bins;
        out[lane + 4] = s4 / bins;
        out[lane + 5] = s5 / bins;
        out[lane + 6] = s6 / bins;
        out[lane + 7] = s7 / bins;
    }

    static void interleave(
            int bins,
            float[] worked,
            float[] attention,
            float[] in,
            int inAt,
            float[] out,
            int outAt) {
        float s0 = ScalarMath.sigmoid(2 * attention[0]);
        float s1 = ScalarMath.sigmoid(2 * attention[2]);
        float s2 = ScalarMath.sigmoid(2 * attention[4]);
        float s3 = ScalarMath.sigmoid(2 * attention[6]);
        float s4 = ScalarMath.sigmoid(2 * attention[8]);
        float s5 = ScalarMath.sigmoid(2 * attention[10]);
        float s6 = ScalarMath.sigmoid(2 * attention[12]);
        float s7 = ScalarMath.sigmoid(2 * attention[14]);
        for (int row = 0; row < bins * ROW; row += ROW) {
            int to = outAt + row;
            int from = inAt + row + 8;
            out[to] = s0 * worked[row];
            out[to + 1] = in[from];
            out[to + 2] = s1 * worked[row + 2];
            out[to + 3] = in[from + 1];
            out[to + 4] = s2 * worked[row + 4];
            out[to + 5] = in[from + 2];
            out[to + 6] = s3 * worked[row + 6];
            out[to + 7] = in[from + 3];
            out[to + 8] = s4 * worked[row + 8];
            out[to + 9] = in[from + 4];
            out[to + 10] = s5 * worked[row + 10];
            out[to + 11] = in[from + 5];
            out[to + 12] = s6 * worked[row + 12];
            out[to + 13] = in[from + 6];
            out[to + 14] = s7 * worked[row + 14];
            out[to + 15] = in[from + 7];
        }
    }
}
