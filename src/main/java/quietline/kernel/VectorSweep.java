package quietline.kernel;

import static quietline.kernel.VectorMath.E1;
import static quietline.kernel.VectorMath.E2;
import static quietline.kernel.VectorMath.E3;
import static quietline.kernel.VectorMath.E4;
import static quietline.kernel.VectorMath.E5;
import static quietline.kernel.VectorMath.E6;
import static quietline.kernel.VectorMath.FLAT;
import static quietline.kernel.VectorMath.FLATTER;
import static quietline.kernel.VectorMath.HALF;
import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.MAGNITUDE;
import static quietline.kernel.VectorMath.MANTISSA;
import static quietline.kernel.VectorMath.ONE;
import static quietline.kernel.VectorMath.P1;
import static quietline.kernel.VectorMath.P2;
import static quietline.kernel.VectorMath.P3;
import static quietline.kernel.VectorMath.P4;
import static quietline.kernel.VectorMath.Q1;
import static quietline.kernel.VectorMath.Q2;
import static quietline.kernel.VectorMath.Q3;
import static quietline.kernel.VectorMath.Q4;
import static quietline.kernel.VectorMath.ROUNDING;
import static quietline.kernel.VectorMath.SHIFT;
import static quietline.kernel.VectorMath.SIGN;
import static quietline.kernel.VectorMath.TWICE_LOG2_E;
import static quietline.kernel.VectorMath.TWO;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * The recurrent chain across the bands: both directions of both groups as one chain of 16 lanes,
 * four units to a quarter. What counts is not how much there is to do but how long one step waits
 * for the one before: hence sums in two halves, and everything that does not depend on the step
 * done outside.
 */
final class VectorSweep {

    private static final int ROW = Kernels.ROW;

    private static final VectorShuffle<Float> FIRST = eachFour(0);
    private static final VectorShuffle<Float> SECOND = eachFour(1);
    private static final VectorShuffle<Float> THIRD = eachFour(2);
    private static final VectorShuffle<Float> FOURTH = eachFour(3);

    private static final int QUARTER = 4;

    /**
     * The lanes that go downward: every other quarter of a row, all of a vector that is a quarter.
     */
    private static final VectorMask<Float> DOWN =
            VectorMask.fromLong(WIDE, LANES == QUARTER ? 0xF : 0xF0F0);

    private VectorSweep() {}

    /** Gives all four lanes of a quarter the value of one of them. */
    private static VectorShuffle<Float> eachFour(int unit) {
        return VectorShuffle.fromOp(WIDE, lane -> lane / 4 * 4 + unit);
    }

    /**
     * What goes downward has its gates swapped in from the other end first, and its states swapped
     * back at last.
     */
    static void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        int plane = bins * ROW;
        for (int gate = 0; gate < 3; gate++) {
            swapDownward(bins, gates, gate * plane);
        }
        for (int c = 0; c < ROW; c += LANES) {
            chain(bins, gates, c, weights, bias, out);
        }
        swapDownward(bins, out, 0);
    }

    private static void swapDownward(int bins, float[] x, int at) {
        for (int c = 0; c < ROW; c += LANES) {
            if (LANES == QUARTER && c / QUARTER % 2 == 0) {
                continue;
            }
            int up = at + c;
            int back = at + (bins - 1) * ROW + c;
            for (; up < back; up += ROW, back -= ROW) {
                FloatVector low = FloatVector.fromArray(WIDE, x, up);
                FloatVector high = FloatVector.fromArray(WIDE, x, back);
                low.blend(high, DOWN).intoArray(x, up);
                high.blend(low, DOWN).intoArray(x, back);
            }
        }
    }

    private static void chain(
            int bins, float[] gates, int c, float[] weights, float[] bias, float[] out) {
        FloatVector offset = FloatVector.fromArray(WIDE, bias, c);
        FloatVector r0 = FloatVector.fromArray(WIDE, weights, c);
        FloatVector r1 = FloatVector.fromArray(WIDE, weights, c + ROW);
        FloatVector r2 = FloatVector.fromArray(WIDE, weights, c + 2 * ROW);
        FloatVector r3 = FloatVector.fromArray(WIDE, weights, c + 3 * ROW);
        FloatVector z0 = FloatVector.fromArray(WIDE, weights, c + 4 * ROW);
        FloatVector z1 = FloatVector.fromArray(WIDE, weights, c + 5 * ROW);
        FloatVector z2 = FloatVector.fromArray(WIDE, weights, c + 6 * ROW);
        FloatVector z3 = FloatVector.fromArray(WIDE, weights, c + 7 * ROW);
        FloatVector n0 = FloatVector.fromArray(WIDE, weights, c + 8 * ROW);
        FloatVector n1 = FloatVector.fromArray(WIDE, weights, c + 9 * ROW);
        FloatVector n2 = FloatVector.fromArray(WIDE, weights, c + 10 * ROW);
        FloatVector n3 = FloatVector.fromArray(WIDE, weights, c + 11 * ROW);
        FloatVector h = FloatVector.zero(WIDE);
        FloatVector h0 = h;
        FloatVector h1 = h;
        FloatVector h2 = h;
        FloatVector h3 = h;
        int plane = bins * ROW;
        for (int at = c; at < plane; at += ROW) {
            FloatVector r = r0.fma(h0, FloatVector.fromArray(WIDE, gates, at));
            r = r1.fma(h1, r).add(r3.fma(h3, r2.mul(h2)));
            // VectorMath's functions written out: there is no array here for them to take.
            IntVector bits = r.reinterpretAsInts();
            IntVector sign = bits.and(SIGN);
            FloatVector a = bits.and(MAGNITUDE).min(FLAT).reinterpretAsFloats();
            FloatVector q = a.mul(a);
            FloatVector q2 = q.mul(q);
            FloatVector p = q2.fma(P4, q.fma(P3, P2)).fma(q2, q.fma(P1, ONE));
            FloatVector d = q2.fma(Q4, q.fma(Q3, Q2)).fma(q2, q.fma(Q1, ONE));
            r = a.mul(p).div(d).reinterpretAsInts().or(sign).reinterpretAsFloats();
            r = r.fma(HALF, HALF);
            FloatVector n = n3.fma(h3, n2.fma(h2, n1.fma(h1, n0.fma(h0, offset))));
            n = r.fma(n, FloatVector.fromArray(WIDE, gates, at + 2 * plane));
            FloatVector z = z0.fma(h0, FloatVector.fromArray(WIDE, gates, at + plane));
            z = z1.fma(h1, z).add(z3.fma(h3, z2.mul(h2)));
            bits = n.reinterpretAsInts();
            sign = bits.and(SIGN);
            a = bits.and(MAGNITUDE).min(FLATTER).reinterpretAsFloats();
            FloatVector shifted = a.fma(TWICE_LOG2_E, ROUNDING);
            FloatVector x = a.fma(TWICE_LOG2_E, ROUNDING.sub(shifted));
            FloatVector x2 = x.mul(x);
            FloatVector e45 = x2.fma(E6, x.fma(E5, E4));
            FloatVector e23 = e45.fma(x2, x.fma(E3, E2));
            FloatVector power = e23.fma(x2, x.fma(E1, ONE));
            IntVector exponent = shifted.reinterpretAsInts();
            exponent =
                    LANES == 4
                            ? exponent.mul(SHIFT)
                            : exponent.lanewise(VectorOperators.LSHL, MANTISSA);
            FloatVector e = power.reinterpretAsInts().add(exponent).reinterpretAsFloats();
            n = ONE.sub(TWO.div(e.add(ONE)));
            n = n.reinterpretAsInts().or(sign).reinterpretAsFloats();
            bits = z.reinterpretAsInts();
            sign = bits.and(SIGN);
            a = bits.and(MAGNITUDE).min(FLAT).reinterpretAsFloats();
            q = a.mul(a);
            q2 = q.mul(q);
            p = q2.fma(P4, q.fma(P3, P2)).fma(q2, q.fma(P1, ONE));
            d = q2.fma(Q4, q.fma(Q3, Q2)).fma(q2, q.fma(Q1, ONE));
            z = a.mul(p).div(d).reinterpretAsInts().or(sign).reinterpretAsFloats();
            z = z.fma(HALF, HALF);
            FloatVector next = ONE.sub(z).fma(n, z.mul(h));
            next.intoArray(out, at);
            h = next;
            h0 = next.rearrange(FIRST);
            h1 = next.rearrange(SECOND);
            h2 = next.rearrange(THIRD);
            h3 = next.rearrange(FOURTH);
        }
    }
}
