package quietline.kernel;

/**
 * Kernels that sum over a whole frame, with several independent sums, so that additions overlap.
 */
final class ScalarFrame {

    private ScalarFrame() {}

    static void normalize(float[] x, Normalization by, float[] residual, float[] out, int at) {
        float[] weight = by.weight();
        float[] bias = by.bias();
        float mean = sum(x, 0, false) / x.length;
        float scale = (float) (1 / Math.sqrt(sum(x, mean, true) / x.length + by.epsilon()));
        // Loops with one index for all arrays are vectorised by the compiler.
        for (int i = 0; i < x.length; i++) {
            x[i] = bias[i] + weight[i] * ((x[i] - mean) * scale);
        }
        System.arraycopy(x, 0, out, at, x.length);
        for (int i = at; i < at + x.length; i++) {
            out[i] += residual[i];
        }
    }

    /** Returns the sum of x, or of squared differences from a centre. */
    private static float sum(float[] x, float centre, boolean squares) {
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
            a = add(x[i] - centre, a, squares);
            b = add(x[i + 1] - centre, b, squares);
            c = add(x[i + 2] - centre, c, squares);
            d = add(x[i + 3] - centre, d, squares);
            e = add(x[i + 4] - centre, e, squares);
            f = add(x[i + 5] - centre, f, squares);
            g = add(x[i + 6] - centre, g, squares);
            h = add(x[i + 7] - centre, h, squares);
        }
        for (; i < x.length; i++) {
            a = add(x[i] - centre, a, squares);
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    private static float add(float x, float sum, boolean square) {
        return square ? square(x, sum) : sum + x;
    }

    private static float square(float x, float sum) {
        return ScalarFma.fma(x, x, sum);
    }

    /** Computes the eight lanes from {@code lane} on. */
    static void meanSquare(int bins, int lanes, float[] in, int lane, float[] out) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int at = lane; at < bins * lanes; at += lanes) {
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
}
