package quietline.kernel;

import static quietline.kernel.ScalarFma.FUSED;
import static quietline.kernel.ScalarFma.fma;

/**
 * The recurrent chain across the bands. Each quarter's four states stay in local variables, and two
 * quarters that go the same way take turns. Gate by gate for all eight, not unit by unit: what the
 * processor looks ahead is no more than three units long, and whoever waits for the one before must
 * have something beside it. All of it together has to stay below the 8000 bytecodes that Java puts
 * into one method.
 */
final class ScalarSweep {

    private static final int ROW = Kernels.ROW;
    private static final int HALF = ROW / 2;

    /** Where the weights of the second and the third gate are. */
    private static final int Z = 4 * ROW;

    private static final int N = 8 * ROW;

    private ScalarSweep() {}

    static void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        pair(bins, 0, ROW, gates, weights, bias, 0, out);
        pair(bins, (bins - 1) * ROW, -ROW, gates, weights, bias, ROW / 4, out);
    }

    private static void pair(
            int bins,
            int from,
            int step,
            float[] gates,
            float[] w,
            float[] bias,
            int l,
            float[] out) {
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
        int at = from;
        for (int n = 0; n < bins; n++, at += step) {
            int x = at + l;
            int y = at + m;
            float a = open(gates[x], w, l, g0, g1, g2, g3);
            float b = open(gates[x + 1], w, l + 1, g0, g1, g2, g3);
            float c = open(gates[x + 2], w, l + 2, g0, g1, g2, g3);
            float d = open(gates[x + 3], w, l + 3, g0, g1, g2, g3);
            float e = open(gates[y], w, m, h0, h1, h2, h3);
            float f = open(gates[y + 1], w, m + 1, h0, h1, h2, h3);
            float g = open(gates[y + 2], w, m + 2, h0, h1, h2, h3);
            float h = open(gates[y + 3], w, m + 3, h0, h1, h2, h3);
            int p = x + 2 * plane;
            int q = y + 2 * plane;
            a = state(a, gates[p], bias[l], w, l + N, g0, g1, g2, g3);
            b = state(b, gates[p + 1], bias[l + 1], w, l + N + 1, g0, g1, g2, g3);
            c = state(c, gates[p + 2], bias[l + 2], w, l + N + 2, g0, g1, g2, g3);
            d = state(d, gates[p + 3], bias[l + 3], w, l + N + 3, g0, g1, g2, g3);
            e = state(e, gates[q], bias[m], w, m + N, h0, h1, h2, h3);
            f = state(f, gates[q + 1], bias[m + 1], w, m + N + 1, h0, h1, h2, h3);
            g = state(g, gates[q + 2], bias[m + 2], w, m + N + 2, h0, h1, h2, h3);
            h = state(h, gates[q + 3], bias[m + 3], w, m + N + 3, h0, h1, h2, h3);
            p = x + plane;
            q = y + plane;
            float z0 = open(gates[p], w, l + Z, g0, g1, g2, g3);
            float z1 = open(gates[p + 1], w, l + Z + 1, g0, g1, g2, g3);
            float z2 = open(gates[p + 2], w, l + Z + 2, g0, g1, g2, g3);
            float z3 = open(gates[p + 3], w, l + Z + 3, g0, g1, g2, g3);
            float z4 = open(gates[q], w, m + Z, h0, h1, h2, h3);
            float z5 = open(gates[q + 1], w, m + Z + 1, h0, h1, h2, h3);
            float z6 = open(gates[q + 2], w, m + Z + 2, h0, h1, h2, h3);
            float z7 = open(gates[q + 3], w, m + Z + 3, h0, h1, h2, h3);
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

    /** A gate. */
    private static float open(float x, float[] w, int l, float h0, float h1, float h2, float h3) {
        return TanhTable.sigmoidOfTwice(sum(x, w, l, h0, h1, h2, h3));
    }

    /** What a unit would go over to: {@code r} is the gate to what was. */
    private static float state(
            float r,
            float x,
            float bias,
            float[] w,
            int l,
            float h0,
            float h1,
            float h2,
            float h3) {
        return TanhTable.tanh(fma(r, sum(bias, w, l, h0, h1, h2, h3), x));
    }

    /** Asks once how to multiply and add, not for each: what is not taken counts as bytecodes. */
    private static float sum(float x, float[] w, int l, float h0, float h1, float h2, float h3) {
        float a = w[l];
        float b = w[l + ROW];
        float c = w[l + 2 * ROW];
        float d = w[l + 3 * ROW];
        if (FUSED) {
            return Math.fma(b, h1, Math.fma(a, h0, x)) + Math.fma(c, h2, d * h3);
        }
        return x + a * h0 + b * h1 + (c * h2 + d * h3);
    }
}
