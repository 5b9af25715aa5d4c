package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/**
 * The recurrent chain across the bands. Each quarter's four states stay in local variables; two
 * quarters that go the same way take turns, for while one waits for its sums the processor works on
 * the other.
 */
final class ScalarSweep {

    private static final int ROW = Kernels.ROW;
    private static final int HALF = ROW / 2;

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
            float a = unit(gates, plane, x, w, l, bias[l], g0, g1, g2, g3, g0);
            float b = unit(gates, plane, x + 1, w, l + 1, bias[l + 1], g0, g1, g2, g3, g1);
            float c = unit(gates, plane, x + 2, w, l + 2, bias[l + 2], g0, g1, g2, g3, g2);
            float d = unit(gates, plane, x + 3, w, l + 3, bias[l + 3], g0, g1, g2, g3, g3);
            g0 = a;
            g1 = b;
            g2 = c;
            g3 = d;
            int y = x + HALF;
            a = unit(gates, plane, y, w, m, bias[m], h0, h1, h2, h3, h0);
            b = unit(gates, plane, y + 1, w, m + 1, bias[m + 1], h0, h1, h2, h3, h1);
            c = unit(gates, plane, y + 2, w, m + 2, bias[m + 2], h0, h1, h2, h3, h2);
            d = unit(gates, plane, y + 3, w, m + 3, bias[m + 3], h0, h1, h2, h3, h3);
            h0 = a;
            h1 = b;
            h2 = c;
            h3 = d;
            out[at + l] = g0;
            out[at + l + 1] = g1;
            out[at + l + 2] = g2;
            out[at + l + 3] = g3;
            out[at + m] = h0;
            out[at + m + 1] = h1;
            out[at + m + 2] = h2;
            out[at + m + 3] = h3;
        }
    }

    private static float unit(
            float[] gates,
            int plane,
            int x,
            float[] w,
            int l,
            float bias,
            float h0,
            float h1,
            float h2,
            float h3,
            float before) {
        float r = fma(w[l + ROW], h1, fma(w[l], h0, gates[x]));
        r += fma(w[l + 2 * ROW], h2, w[l + 3 * ROW] * h3);
        float z = fma(w[l + 5 * ROW], h1, fma(w[l + 4 * ROW], h0, gates[x + plane]));
        z += fma(w[l + 6 * ROW], h2, w[l + 7 * ROW] * h3);
        float c = fma(w[l + 9 * ROW], h1, fma(w[l + 8 * ROW], h0, bias));
        c += fma(w[l + 10 * ROW], h2, w[l + 11 * ROW] * h3);
        r = TanhTable.sigmoidOfTwice(r);
        z = TanhTable.sigmoidOfTwice(z);
        c = TanhTable.tanh(fma(r, c, gates[x + 2 * plane]));
        return fma(z, before - c, c);
    }
}
