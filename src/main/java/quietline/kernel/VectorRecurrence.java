package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.UPPER;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/** Recurrent units that do not wait for each other: many bins at once. */
final class VectorRecurrence {

    /** Bins projected at once: with three gates each, nine sums that do not wait for each other. */
    static final int PROJECTED = 3;

    private static final int ROW = Kernels.ROW;
    private static final int GATES = 3 * ROW;

    /** How far the upper half of a vector reads from the lower: to the other half of the row. */
    private static final int APART = LANES == ROW ? ROW / 2 : 0;

    private VectorRecurrence() {}

    static void projectHalves(
            int bins, float[] in, int at, float[] weights, float[] bias, float[] out) {
        for (int c = 0; c < ROW; c += LANES) {
            int half = at + c / 8 * 8;
            for (int b = 0; b < bins; b += PROJECTED) {
                project(in, half + b * ROW, weights, bias, c, out, b * ROW + c, bins * ROW);
            }
        }
    }

    private static void project(
            float[] in,
            int at,
            float[] weights,
            float[] bias,
            int c,
            float[] out,
            int to,
            int plane) {
        FloatVector r0 = FloatVector.fromArray(WIDE, bias, c);
        FloatVector z0 = FloatVector.fromArray(WIDE, bias, ROW + c);
        FloatVector n0 = FloatVector.fromArray(WIDE, bias, 2 * ROW + c);
        FloatVector r1 = r0;
        FloatVector z1 = z0;
        FloatVector n1 = n0;
        FloatVector r2 = r0;
        FloatVector z2 = z0;
        FloatVector n2 = n0;
        for (int i = 0; i < 8; i++) {
            int row = i * GATES + c;
            FloatVector r = FloatVector.fromArray(WIDE, weights, row);
            FloatVector z = FloatVector.fromArray(WIDE, weights, row + ROW);
            FloatVector n = FloatVector.fromArray(WIDE, weights, row + 2 * ROW);
            FloatVector x0 =
                    FloatVector.broadcast(WIDE, in[at + i])
                            .blend(FloatVector.broadcast(WIDE, in[at + i + APART]), UPPER);
            FloatVector x1 =
                    FloatVector.broadcast(WIDE, in[at + i + ROW])
                            .blend(FloatVector.broadcast(WIDE, in[at + i + ROW + APART]), UPPER);
            FloatVector x2 =
                    FloatVector.broadcast(WIDE, in[at + i + 2 * ROW])
                            .blend(
                                    FloatVector.broadcast(WIDE, in[at + i + 2 * ROW + APART]),
                                    UPPER);
            r0 = r.fma(x0, r0);
            z0 = z.fma(x0, z0);
            n0 = n.fma(x0, n0);
            r1 = r.fma(x1, r1);
            z1 = z.fma(x1, z1);
            n1 = n.fma(x1, n1);
            r2 = r.fma(x2, r2);
            z2 = z.fma(x2, z2);
            n2 = n.fma(x2, n2);
        }
        r0.intoArray(out, to);
        z0.intoArray(out, to + plane);
        n0.intoArray(out, to + 2 * plane);
        r1.intoArray(out, to + ROW);
        z1.intoArray(out, to + plane + ROW);
        n1.intoArray(out, to + 2 * plane + ROW);
        r2.intoArray(out, to + 2 * ROW);
        z2.intoArray(out, to + plane + 2 * ROW);
        n2.intoArray(out, to + 2 * plane + 2 * ROW);
    }

    static void recur(int units, float[] fromInput, float[] fromState, float[] state, int at) {
        int last = 2 * units;
        VectorMath.sigmoidOfTwice(fromInput, fromState, 0, last);
        for (int u = 0; u < units; u += LANES) {
            FloatVector r = FloatVector.fromArray(WIDE, fromInput, u);
            FloatVector h = FloatVector.fromArray(WIDE, fromState, last + u);
            FloatVector x = FloatVector.fromArray(WIDE, fromInput, last + u);
            r.fma(h, x).intoArray(fromInput, last + u);
        }
        VectorMath.tanh(fromInput, last, last + units);
        for (int u = 0; u < units; u += LANES) {
            FloatVector z = FloatVector.fromArray(WIDE, fromInput, units + u);
            FloatVector n = FloatVector.fromArray(WIDE, fromInput, last + u);
            FloatVector old = FloatVector.fromArray(WIDE, state, at + u);
            z.fma(old.sub(n), n).intoArray(state, at + u);
        }
    }
}
