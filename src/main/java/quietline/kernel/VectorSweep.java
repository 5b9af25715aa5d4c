package quietline.kernel;

import static quietline.kernel.VectorMath.D1;
import static quietline.kernel.VectorMath.D2;
import static quietline.kernel.VectorMath.D3;
import static quietline.kernel.VectorMath.FLAT;
import static quietline.kernel.VectorMath.HALF;
import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.MAGNITUDE;
import static quietline.kernel.VectorMath.N1;
import static quietline.kernel.VectorMath.N2;
import static quietline.kernel.VectorMath.ONE;
import static quietline.kernel.VectorMath.SIGN;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The recurrent chain across the bands: both directions of both groups as one chain of 16 lanes,
 * four units to a quarter. Each step waits for the one before, so sums are split in two and
 * everything independent of the step is done outside.
 */
final class VectorSweep {

    private static final int ROW = Row.FLOATS;

    private static final VectorShuffle<Float> FIRST = eachFour(0);
    private static final VectorShuffle<Float> SECOND = eachFour(1);
    private static final VectorShuffle<Float> THIRD = eachFour(2);
    private static final VectorShuffle<Float> FOURTH = eachFour(3);

    private static final int QUARTER = 4;

    /**
     * The lanes that go down: every other quarter of a row, or all of a vector that is one quarter.
     */
    private static final VectorMask<Float> DOWN =
            VectorMask.fromLong(WIDE, LANES == QUARTER ? 0xF : 0xF0F0);

    private VectorSweep() {}

    /** Copies one lane of each quarter to all four. */
    private static VectorShuffle<Float> eachFour(int unit) {
        return VectorShuffle.fromOp(WIDE, lane -> lane / 4 * 4 + unit);
    }

    /** At the end, the states of the lanes that go down are reversed. */
    static void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        for (int c = 0; c < ROW; c += LANES) {
            chain(bins, gates, c, weights, bias, out);
        }
        for (int c = 0; c < ROW; c += LANES) {
            if (goesDown(c)) {
                swapDownward(bins, out, c);
            }
        }
    }

    /** Computes only the first and third quarter, which go up. */
    static void upward(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        for (int c = 0; c < ROW; c += LANES) {
            chain(bins, gates, c, weights, bias, out);
        }
    }

    private static boolean goesDown(int c) {
        return LANES > QUARTER || c / QUARTER % 2 != 0;
    }

    private static void swapDownward(int bins, float[] x, int c) {
        for (int up = c, back = (bins - 1) * ROW + c; up < back; up += ROW, back -= ROW) {
            FloatVector low = FloatVector.fromArray(WIDE, x, up);
            FloatVector high = FloatVector.fromArray(WIDE, x, back);
            low.blend(high, DOWN).intoArray(x, up);
            high.blend(low, DOWN).intoArray(x, back);
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
        int mirror = goesDown(c) ? plane - ROW : 0;
        int step = goesDown(c) ? -ROW : ROW;
        int back = c + mirror;
        for (int at = c; at < plane; at += ROW, back += step) {
            FloatVector g = FloatVector.fromArray(WIDE, gates, at);
            FloatVector r = r0.fma(h0, g.blend(FloatVector.fromArray(WIDE, gates, back), DOWN));
            r = r1.fma(h1, r).add(r3.fma(h3, r2.mul(h2)));
            FloatVector n = n3.fma(h3, n2.fma(h2, n1.fma(h1, n0.fma(h0, offset))));
            g = FloatVector.fromArray(WIDE, gates, at + plane);
            g = g.blend(FloatVector.fromArray(WIDE, gates, back + plane), DOWN);
            FloatVector z = z0.fma(h0, g);
            z = z1.fma(h1, z).add(z3.fma(h3, z2.mul(h2)));
            // ScalarMath's functions, with the next operations merged into the quotients:
            // r·n = n/2 + n·(r - 1/2).
            IntVector bits = r.reinterpretAsInts();
            IntVector size = bits.and(MAGNITUDE).min(FLAT);
            FloatVector x = size.or(bits.and(SIGN)).reinterpretAsFloats();
            FloatVector q = x.mul(x);
            FloatVector a = x.mul(q).fma(q.fma(N2, N1), x.mul(HALF));
            FloatVector d = q.mul(q).fma(q.fma(D3, D2), q.fma(D1, ONE));
            r = a.mul(n).mul(d).div(d.fma(d, a.mul(a)));
            g = FloatVector.fromArray(WIDE, gates, at + 2 * plane);
            g = g.blend(FloatVector.fromArray(WIDE, gates, back + 2 * plane), DOWN);
            n = r.add(n.fma(HALF, g));
            bits = n.reinterpretAsInts();
            size = bits.and(MAGNITUDE).min(FLAT);
            x = size.or(bits.and(SIGN)).reinterpretAsFloats();
            q = x.mul(x);
            a = x.mul(q).fma(q.fma(N2, N1), x.mul(HALF));
            d = q.mul(q).fma(q.fma(D3, D2), q.fma(D1, ONE));
            n = a.mul(d).div(d.fma(d, a.mul(a)));
            bits = z.reinterpretAsInts();
            size = bits.and(MAGNITUDE).min(FLAT);
            x = size.or(bits.and(SIGN)).reinterpretAsFloats();
            q = x.mul(x);
            a = x.mul(q).fma(q.fma(N2, N1), x.mul(HALF));
            d = q.mul(q).fma(q.fma(D3, D2), q.fma(D1, ONE));
            z = a.mul(d).div(d.fma(d, a.mul(a)));
            // The candidate is twice its quotient; 1 - z is 1/2 minus the quotient of z.
            FloatVector next = ONE.sub(z.add(z)).fma(n, z.add(HALF).mul(h));
            next.intoArray(out, at);
            h = next;
            h0 = next.rearrange(FIRST);
            h1 = next.rearrange(SECOND);
            h2 = next.rearrange(THIRD);
            h3 = next.rearrange(FOURTH);
        }
    }
}
