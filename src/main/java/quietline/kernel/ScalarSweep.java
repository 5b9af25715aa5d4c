package quietline.kernel;

import static quietline.kernel.ScalarFma.FUSED;
import static quietline.kernel.ScalarFma.fma;
import static quietline.kernel.TanhTable.sigmoidOfTwice;
import static quietline.kernel.TanhTable.tanh;

/**
 * The recurrent chain across the bands. The four states of each quarter stay in local variables.
 * Two quarters with the same direction are computed gate by gate for all eight units, so that
 * independent operations overlap. Together the code must stay below 8000 bytecodes, Java's limit
 * for compiling a method.
 */
final class ScalarSweep {

    private static final int ROW = Row.FLOATS;
    private static final int HALF = ROW / 2;

    /** The indexes of the weights of the second and third gate. */
    private static final int Z = 4 * ROW;

    private static final int N = 8 * ROW;

    private ScalarSweep() {}

    static void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        pair(bins, 0, gates, weights, bias, out);
        pair(bins, ROW / 4, gates, weights, bias, out);
    }

    /** Computes only the first and third quarter, which go up. */
    static void upward(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        pair(bins, 0, gates, weights, bias, out);
    }

    /** Computes the two quarters that go up (lane 0) or down (lane 4). */
    private static void pair(int bins, int l, float[] gates, float[] w, float[] bias, float[] out) {
        int plane = bins * ROW;
        int m = l + HALF;
        float g0 = 0;
        float g1 = 0;
        float g2 = 0;
        float g3 = 0;
        float h0 = 0;
        float h1 = 0;
        float h2 = 0;
        float h3 = 0;
        int at = l == 0 ? 0 : plane - ROW;
        int step = l == 0 ? ROW : -ROW;
        for (int n = 0; n < bins; n++, at += step) {
            int x = at + l;
            int y = at + m;
            float a = sigmoidOfTwice(low(gates[x], w, l, g0, g1) + high(w, l, g2, g3));
            float b = sigmoidOfTwice(low(gates[x + 1], w, l + 1, g0, g1) + high(w, l + 1, g2, g3));
            float c = sigmoidOfTwice(low(gates[x + 2], w, l + 2, g0, g1) + high(w, l + 2, g2, g3));
            float d = sigmoidOfTwice(low(gates[x + 3], w, l + 3, g0, g1) + high(w, l + 3, g2, g3));
            float e = sigmoidOfTwice(low(gates[y], w, m, h0, h1) + high(w, m, h2, h3));
            float f = sigmoidOfTwice(low(gates[y + 1], w, m + 1, h0, h1) + high(w, m + 1, h2, h3));
            float g = sigmoidOfTwice(low(gates[y + 2], w, m + 2, h0, h1) + high(w, m + 2, h2, h3));
            float h = sigmoidOfTwice(low(gates[y + 3], w, m + 3, h0, h1) + high(w, m + 3, h2, h3));
            int p = x + 2 * plane;
            int q = y + 2 * plane;
            a = tanh(fma(a, low(bias[l], w, l + N, g0, g1) + high(w, l + N, g2, g3), gates[p]));
            b =
                    tanh(
                            fma(
                                    b,
                                    low(bias[l + 1], w, l + N + 1, g0, g1)
                                            + high(w, l + N + 1, g2, g3),
                                    gates[p + 1]));
            c =
                    tanh(
                            fma(
                                    c,
                                    low(bias[l + 2], w, l + N + 2, g0, g1)
                                            + high(w, l + N + 2, g2, g3),
                                    gates[p + 2]));
            d =
                    tanh(
                            fma(
                                    d,
                                    low(bias[l + 3], w, l + N + 3, g0, g1)
                                            + high(w, l + N + 3, g2, g3),
                                    gates[p + 3]));
            e = tanh(fma(e, low(bias[m], w, m + N, h0, h1) + high(w, m + N, h2, h3), gates[q]));
            f =
                    tanh(
                            fma(
                                    f,
                                    low(bias[m + 1], w, m + N + 1, h0, h1)
                                            + high(w, m + N + 1, h2, h3),
                                    gates[q + 1]));
            g =
                    tanh(
                            fma(
                                    g,
                                    low(bias[m + 2], w, m + N + 2, h0, h1)
                                            + high(w, m + N + 2, h2, h3),
                                    gates[q + 2]));
            h =
                    tanh(
                            fma(
                                    h,
                                    low(bias[m + 3], w, m + N + 3, h0, h1)
                                            + high(w, m + N + 3, h2, h3),
                                    gates[q + 3]));
            p = x + plane;
            q = y + plane;
            float z0 = sigmoidOfTwice(low(gates[p], w, l + Z, g0, g1) + high(w, l + Z, g2, g3));
            float z1 =
                    sigmoidOfTwice(
                            low(gates[p + 1], w, l + Z + 1, g0, g1) + high(w, l + Z + 1, g2, g3));
            float z2 =
                    sigmoidOfTwice(
                            low(gates[p + 2], w, l + Z + 2, g0, g1) + high(w, l + Z + 2, g2, g3));
            float z3 =
                    sigmoidOfTwice(
                            low(gates[p + 3], w, l + Z + 3, g0, g1) + high(w, l + Z + 3, g2, g3));
            float z4 = sigmoidOfTwice(low(gates[q], w, m + Z, h0, h1) + high(w, m + Z, h2, h3));
            float z5 =
                    sigmoidOfTwice(
                            low(gates[q + 1], w, m + Z + 1, h0, h1) + high(w, m + Z + 1, h2, h3));
            float z6 =
                    sigmoidOfTwice(
                            low(gates[q + 2], w, m + Z + 2, h0, h1) + high(w, m + Z + 2, h2, h3));
            float z7 =
                    sigmoidOfTwice(
                            low(gates[q + 3], w, m + Z + 3, h0, h1) + high(w, m + Z + 3, h2, h3));
            g0 = fma(z0, g0 - a, a);
            g1 = fma(z1, g1 - b, b);
            g2 = fma(z2, g2 - c, c);
            g3 = fma(z3, g3 - d, d);
            h0 = fma(z4, h0 - e, e);
            h1 = fma(z5, h1 - f, f);
            h2 = fma(z6, h2 - g, g);
            h3 = fma(z7, h3 - h, h);
            out[x] = g0;
            out[x + 1] = g1;
            out[x + 2] = g2;
            out[x + 3] = g3;
            out[y] = h0;
            out[y + 1] = h1;
            out[y + 2] = h2;
            out[y + 3] = h3;
        }
    }

    /** Multiplies and adds; one branch for four operations keeps the bytecodes few. */
    private static float low(float x, float[] w, int l, float h0, float h1) {
        float a = w[l];
        float b = w[l + ROW];
        return FUSED ? Math.fma(b, h1, Math.fma(a, h0, x)) : x + a * h0 + b * h1;
    }

    private static float high(float[] w, int l, float h2, float h3) {
        float c = w[l + 2 * ROW];
        float d = w[l + 3 * ROW];
        return FUSED ? Math.fma(c, h2, d * h3) : c * h2 + d * h3;
    }
}
