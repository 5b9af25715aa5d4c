package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.NARROW;
import static quietline.kernel.VectorMath.NARROW_LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/** Recurrent units that do not wait for each other: many bins at once. */
final class VectorRecurrence {

    /** Bins projected at once: with three gates each, nine sums that do not wait for each other. */
    static final int PROJECTED = 3;

    private static final int ROW = Kernels.ROW;
    private static final int GATES = 3 * ROW;

    /** Nothing, added to a sum for the sake of a receiver whose width the compiler knows. */
    private static final FloatVector NONE = FloatVector.zero(NARROW);

    private VectorRecurrence() {}

    static void projectHalves(
            int bins, float[] in, int at, float[] weights, float[] bias, float[] out) {
        for (int c = 0; c < ROW; c += NARROW_LANES) {
            int half = at + c / 8 * 8;
            for (int b = 0; b < bins; b += PROJECTED) {
                project(in, half + b * ROW, weights, bias, c, out, b * GATES + c);
            }
        }
    }

    private static void project(
            float[] in, int at, float[] weights, float[] bias, int c, float[] out, int to) {
        FloatVector r0 = FloatVector.fromArray(NARROW, bias, c);
        FloatVector z0 = FloatVector.fromArray(NARROW, bias, ROW + c);
        FloatVector n0 = FloatVector.fromArray(NARROW, bias, 2 * ROW + c);
        FloatVector r1 = r0;
        FloatVector z1 = z0;
        FloatVector n1 = n0;
        FloatVector r2 = r0;
        FloatVector z2 = z0;
        FloatVector n2 = n0;
        for (int i = 0; i < 8; i++) {
            int row = i * GATES + c;
            FloatVector r = FloatVector.fromArray(NARROW, weights, row);
            FloatVector z = FloatVector.fromArray(NARROW, weights, row + ROW);
            FloatVector n = FloatVector.fromArray(NARROW, weights, row + 2 * ROW);
            FloatVector x0 = FloatVector.broadcast(NARROW, in[at + i]);
            FloatVector x1 = FloatVector.broadcast(NARROW, in[at + i + ROW]);
            FloatVector x2 = FloatVector.broadcast(NARROW, in[at + i + 2 * ROW]);
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
        NONE.add(r0).intoArray(out, to);
        NONE.add(z0).intoArray(out, to + ROW);
        NONE.add(n0).intoArray(out, to + 2 * ROW);
        NONE.add(r1).intoArray(out, to + GATES);
        NONE.add(z1).intoArray(out, to + GATES + ROW);
        NONE.add(n1).intoArray(out, to + GATES + 2 * ROW);
        NONE.add(r2).intoArray(out, to + 2 * GATES);
        NONE.add(z2).intoArray(out, to + 2 * GATES + ROW);
        NONE.add(n2).intoArray(out, to + 2 * GATES + 2 * ROW);
    }

    /**
     * Gates first, candidates after: both in one loop would be more than the compiler will inline.
     */
    static void recur(
            int units, float[] fromInput, float[] fromState, float[] state, int at, int rows) {
        for (int row = 0; row < rows; row++) {
            int gate = row * 3 * units;
            for (int u = gate; u < gate + 2 * units; u += LANES) {
                FloatVector sum = FloatVector.fromArray(WIDE, fromInput, u);
                sum = sum.add(FloatVector.fromArray(WIDE, fromState, u));
                VectorMath.sigmoidOfTwice(sum).intoArray(fromInput, u);
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int u = 0; u < units; u += LANES) {
                int gate = row * 3 * units + u;
                FloatVector r = FloatVector.fromArray(WIDE, fromInput, gate);
                FloatVector z = FloatVector.fromArray(WIDE, fromInput, gate + units);
                FloatVector x = FloatVector.fromArray(WIDE, fromInput, gate + 2 * units);
                FloatVector h = FloatVector.fromArray(WIDE, fromState, gate + 2 * units);
                FloatVector n = VectorMath.tanh(r.fma(h, x));
                int here = at + row * units + u;
                FloatVector old = FloatVector.fromArray(WIDE, state, here);
                z.fma(old.sub(n), n).intoArray(state, here);
            }
        }
    }
}
