package quietline.kernel;

import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions that gates need, as polynomials on vectors as wide as the machine's, up to the 16
 * floats of a row. Absolute errors: 2e-7 (held by a test over all exponents). There is one width
 * for all kernels: Java 17 puts vectors in objects where it meets two.
 *
 * <p>They take arrays, not vectors, and two vectors at a time (the last one twice, where there is
 * no other): so they are too long to be inlined into what calls them. For the compiler inlines so
 * much and no more, and what it leaves out makes objects of its vectors.
 */
final class VectorMath {

    static final VectorSpecies<Float> WIDE =
            FloatVector.SPECIES_PREFERRED.length() > 16
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;
    static final int LANES = WIDE.length();

    /** The lanes of a row's second half, in a vector that holds both. */
    static final VectorMask<Float> UPPER = VectorMask.fromLong(WIDE, LANES == 16 ? 0xFF00 : 0);

    static final IntVector SIGN = FloatVector.broadcast(WIDE, -0f).reinterpretAsInts();
    static final IntVector MAGNITUDE = SIGN.not();

    /** Beyond this, tanh is one to within the error; as bits, since integers compare faster. */
    static final IntVector FLAT = FloatVector.broadcast(WIDE, 8.3f).reinterpretAsInts();

    static final IntVector FLATTER = FloatVector.broadcast(WIDE, 9f).reinterpretAsInts();
    static final FloatVector TWICE_LOG2_E = FloatVector.broadcast(WIDE, 2.8853901f);

    /**
     * Added and taken away again, it rounds to a whole number, which it shows in its lowest bits.
     */
    static final FloatVector ROUNDING = FloatVector.broadcast(WIDE, 0x1.8p23f);

    /** The bits of a mantissa; to shift by a vector, processors need more than 128 bits. */
    static final IntVector MANTISSA = SIGN.broadcast(23);

    static final IntVector SHIFT = SIGN.broadcast(1 << 23);

    static final FloatVector ONE = FloatVector.broadcast(WIDE, 1f);
    static final FloatVector TWO = FloatVector.broadcast(WIDE, 2f);
    static final FloatVector HALF = FloatVector.broadcast(WIDE, 0.5f);

    private static final FloatVector[] P =
            broadcast(1f, 0.13407704525f, 3.5271041470e-3f, 2.1123578478e-5f, 1.4069185663e-8f);
    static final FloatVector P1 = P[1];
    static final FloatVector P2 = P[2];
    static final FloatVector P3 = P[3];
    static final FloatVector P4 = P[4];

    private static final FloatVector[] Q =
            broadcast(1f, 0.46741034243f, 2.5997297319e-2f, 3.3369505713e-4f, 8.0680643536e-7f);
    static final FloatVector Q1 = Q[1];
    static final FloatVector Q2 = Q[2];
    static final FloatVector Q3 = Q[3];
    static final FloatVector Q4 = Q[4];

    private static final FloatVector[] E =
            broadcast(
                    1f,
                    0.69314718f,
                    0.24022651f,
                    0.05550327f,
                    0.009618057f,
                    0.0013400428f,
                    0.00015461445f);
    static final FloatVector E1 = E[1];
    static final FloatVector E2 = E[2];
    static final FloatVector E3 = E[3];
    static final FloatVector E4 = E[4];
    static final FloatVector E5 = E[5];
    static final FloatVector E6 = E[6];

    private VectorMath() {}

    private static FloatVector[] broadcast(float... constants) {
        FloatVector[] vectors = new FloatVector[constants.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = FloatVector.broadcast(WIDE, constants[i]);
        }
        return vectors;
    }

    /**
     * {@code a ← σ(2(a + b))}: half of one and the quotient of two polynomials that is tanh, close
     * to 1e-7.
     */
    static void sigmoidOfTwice(float[] a, float[] b, int from, int to) {
        for (int i = from; i < to; i += 2 * LANES) {
            int j = i + LANES < to ? i + LANES : i;
            FloatVector sum0 = FloatVector.fromArray(WIDE, a, i);
            FloatVector sum1 = FloatVector.fromArray(WIDE, a, j);
            sum0 = sum0.add(FloatVector.fromArray(WIDE, b, i));
            sum1 = sum1.add(FloatVector.fromArray(WIDE, b, j));
            IntVector bits0 = sum0.reinterpretAsInts();
            IntVector bits1 = sum1.reinterpretAsInts();
            IntVector sign0 = bits0.and(SIGN);
            IntVector sign1 = bits1.and(SIGN);
            FloatVector x0 = bits0.and(MAGNITUDE).min(FLAT).reinterpretAsFloats();
            FloatVector x1 = bits1.and(MAGNITUDE).min(FLAT).reinterpretAsFloats();
            FloatVector q0 = x0.mul(x0);
            FloatVector q1 = x1.mul(x1);
            FloatVector s0 = q0.mul(q0);
            FloatVector s1 = q1.mul(q1);
            FloatVector p0 = s0.fma(P4, q0.fma(P3, P2)).fma(s0, q0.fma(P1, ONE));
            FloatVector p1 = s1.fma(P4, q1.fma(P3, P2)).fma(s1, q1.fma(P1, ONE));
            FloatVector d0 = s0.fma(Q4, q0.fma(Q3, Q2)).fma(s0, q0.fma(Q1, ONE));
            FloatVector d1 = s1.fma(Q4, q1.fma(Q3, Q2)).fma(s1, q1.fma(Q1, ONE));
            FloatVector y0 = x0.mul(p0).div(d0).reinterpretAsInts().or(sign0).reinterpretAsFloats();
            FloatVector y1 = x1.mul(p1).div(d1).reinterpretAsInts().or(sign1).reinterpretAsFloats();
            y0.fma(HALF, HALF).intoArray(a, i);
            y1.fma(HALF, HALF).intoArray(a, j);
        }
    }

    /** {@code tanh x = 1 - 2 / (1 + 2^(2x·log2 e))} of the magnitude, with the sign put back. */
    static void tanh(float[] a, int from, int to) {
        for (int i = from; i < to; i += 2 * LANES) {
            int j = i + LANES < to ? i + LANES : i;
            FloatVector given0 = FloatVector.fromArray(WIDE, a, i);
            FloatVector given1 = FloatVector.fromArray(WIDE, a, j);
            IntVector bits0 = given0.reinterpretAsInts();
            IntVector bits1 = given1.reinterpretAsInts();
            IntVector sign0 = bits0.and(SIGN);
            IntVector sign1 = bits1.and(SIGN);
            FloatVector x0 = bits0.and(MAGNITUDE).min(FLATTER).reinterpretAsFloats();
            FloatVector x1 = bits1.and(MAGNITUDE).min(FLATTER).reinterpretAsFloats();
            FloatVector shifted0 = x0.fma(TWICE_LOG2_E, ROUNDING);
            FloatVector shifted1 = x1.fma(TWICE_LOG2_E, ROUNDING);
            FloatVector r0 = x0.fma(TWICE_LOG2_E, ROUNDING.sub(shifted0));
            FloatVector r1 = x1.fma(TWICE_LOG2_E, ROUNDING.sub(shifted1));
            FloatVector s0 = r0.mul(r0);
            FloatVector s1 = r1.mul(r1);
            FloatVector h0 = s0.fma(E6, r0.fma(E5, E4)).fma(s0, r0.fma(E3, E2));
            FloatVector h1 = s1.fma(E6, r1.fma(E5, E4)).fma(s1, r1.fma(E3, E2));
            FloatVector p0 = h0.fma(s0, r0.fma(E1, ONE));
            FloatVector p1 = h1.fma(s1, r1.fma(E1, ONE));
            IntVector whole0 = shifted0.reinterpretAsInts();
            IntVector whole1 = shifted1.reinterpretAsInts();
            whole0 = LANES == 4 ? whole0.mul(SHIFT) : whole0.lanewise(LSHL, MANTISSA);
            whole1 = LANES == 4 ? whole1.mul(SHIFT) : whole1.lanewise(LSHL, MANTISSA);
            FloatVector e0 = p0.reinterpretAsInts().add(whole0).reinterpretAsFloats();
            FloatVector e1 = p1.reinterpretAsInts().add(whole1).reinterpretAsFloats();
            FloatVector t0 = ONE.sub(TWO.div(e0.add(ONE)));
            FloatVector t1 = ONE.sub(TWO.div(e1.add(ONE)));
            FloatVector y0 = t0.reinterpretAsInts().or(sign0).reinterpretAsFloats();
            FloatVector y1 = t1.reinterpretAsInts().or(sign1).reinterpretAsFloats();
            y0.intoArray(a, i);
            y1.intoArray(a, j);
        }
    }
}
