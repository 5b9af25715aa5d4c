package quietline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link ScalarMath} on vectors of the machine's width, at most 16 floats. All
 * kernels use one width, because Java 17 allocates vectors where two widths meet. Two vectors at a
 * time, so that their divisions overlap.
 */
final class VectorMath {

    static final VectorSpecies<Float> WIDE =
            FloatVector.SPECIES_PREFERRED.length() > 16
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;
    static final int LANES = WIDE.length();

    /** The lanes of a row's second half, in a vector that holds a whole row. */
    static final VectorMask<Float> UPPER = VectorMask.fromLong(WIDE, LANES == 16 ? 0xFF00 : 0);

    static final IntVector SIGN = FloatVector.broadcast(WIDE, -0f).reinterpretAsInts();
    static final IntVector MAGNITUDE = SIGN.not();

    /** As bits, because integers compare faster. */
    static final IntVector FLAT = FloatVector.broadcast(WIDE, ScalarMath.FLAT).reinterpretAsInts();

    static final FloatVector ONE = FloatVector.broadcast(WIDE, 1f);
    static final FloatVector HALF = FloatVector.broadcast(WIDE, 0.5f);
    static final FloatVector N1 = FloatVector.broadcast(WIDE, ScalarMath.N1);
    static final FloatVector N2 = FloatVector.broadcast(WIDE, ScalarMath.N2);
    static final FloatVector D1 = FloatVector.broadcast(WIDE, ScalarMath.D1);
    static final FloatVector D2 = FloatVector.broadcast(WIDE, ScalarMath.D2);
    static final FloatVector D3 = FloatVector.broadcast(WIDE, ScalarMath.D3);

    /** Swaps lanes at this distance, to sum them. */
    static final VectorShuffle<Float> ACROSS_8 = across(8);

    static final VectorShuffle<Float> ACROSS_4 = across(4);
    static final VectorShuffle<Float> ACROSS_2 = across(2);

    private VectorMath() {}

    private static VectorShuffle<Float> across(int distance) {
        return VectorShuffle.fromOp(WIDE, lane -> (lane ^ distance) % LANES);
    }

    /** Returns the sum of the lanes in a fixed order, which the library does not guarantee. */
    static float sumOfLanes(FloatVector lanes) {
        FloatVector sum = lanes;
        if (LANES > 8) {
            sum = sum.add(sum.rearrange(ACROSS_8));
        }
        if (LANES > 4) {
            sum = sum.add(sum.rearrange(ACROSS_4));
        }
        sum = sum.add(sum.rearrange(ACROSS_2));
        return sum.lane(0) + sum.lane(1);
    }

    /** {@code a ← σ(2(a + b))}. */
    static void sigmoidOfTwice(float[] a, float[] b, int from, int to) {
        for (int i = from; i < to; i += 2 * LANES) {
            int j = i + LANES < to ? i + LANES : i;
            FloatVector sum0 = FloatVector.fromArray(WIDE, a, i);
            FloatVector sum1 = FloatVector.fromArray(WIDE, a, j);
            IntVector bits0 = sum0.add(FloatVector.fromArray(WIDE, b, i)).reinterpretAsInts();
            IntVector bits1 = sum1.add(FloatVector.fromArray(WIDE, b, j)).reinterpretAsInts();
            IntVector size0 = bits0.and(MAGNITUDE).min(FLAT);
            IntVector size1 = bits1.and(MAGNITUDE).min(FLAT);
            FloatVector x0 = size0.or(bits0.and(SIGN)).reinterpretAsFloats();
            FloatVector x1 = size1.or(bits1.and(SIGN)).reinterpretAsFloats();
            FloatVector q0 = x0.mul(x0);
            FloatVector q1 = x1.mul(x1);
            FloatVector n0 = q0.fma(q0.fma(N2, N1), HALF).mul(x0);
            FloatVector n1 = q1.fma(q1.fma(N2, N1), HALF).mul(x1);
            FloatVector d0 = q0.fma(q0.fma(q0.fma(D3, D2), D1), ONE);
            FloatVector d1 = q1.fma(q1.fma(q1.fma(D3, D2), D1), ONE);
            n0.mul(d0).div(d0.fma(d0, n0.mul(n0))).add(HALF).intoArray(a, i);
            n1.mul(d1).div(d1.fma(d1, n1.mul(n1))).add(HALF).intoArray(a, j);
        }
    }

    static void tanh(float[] a, int from, int to) {
        for (int i = from; i < to; i += 2 * LANES) {
            int j = i + LANES < to ? i + LANES : i;
            IntVector bits0 = FloatVector.fromArray(WIDE, a, i).reinterpretAsInts();
            IntVector bits1 = FloatVector.fromArray(WIDE, a, j).reinterpretAsInts();
            IntVector size0 = bits0.and(MAGNITUDE).min(FLAT);
            IntVector size1 = bits1.and(MAGNITUDE).min(FLAT);
            FloatVector x0 = size0.or(bits0.and(SIGN)).reinterpretAsFloats();
            FloatVector x1 = size1.or(bits1.and(SIGN)).reinterpretAsFloats();
            FloatVector q0 = x0.mul(x0);
            FloatVector q1 = x1.mul(x1);
            FloatVector n0 = q0.fma(q0.fma(N2, N1), HALF).mul(x0);
            FloatVector n1 = q1.fma(q1.fma(N2, N1), HALF).mul(x1);
            FloatVector d0 = q0.fma(q0.fma(q0.fma(D3, D2), D1), ONE);
            FloatVector d1 = q1.fma(q1.fma(q1.fma(D3, D2), D1), ONE);
            n0.add(n0).mul(d0).div(d0.fma(d0, n0.mul(n0))).intoArray(a, i);
            n1.add(n1).mul(d1).div(d1.fma(d1, n1.mul(n1))).intoArray(a, j);
        }
    }
}
