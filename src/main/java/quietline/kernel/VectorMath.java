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
 * <p>They take arrays, not vectors: a method that takes a vector is soon compiled by itself, then
 * no longer inlined, and the vectors that it is given become objects.
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
        for (int i = from; i < to; i += LANES) {
            FloatVector sum = FloatVector.fromArray(WIDE, a, i);
            IntVector bits = sum.add(FloatVector.fromArray(WIDE, b, i)).reinterpretAsInts();
            IntVector sign = bits.and(SIGN);
            FloatVector x = bits.and(MAGNITUDE).min(FLAT).reinterpretAsFloats();
            FloatVector q = x.mul(x);
            FloatVector q2 = q.mul(q);
            FloatVector p = q2.fma(P4, q.fma(P3, P2)).fma(q2, q.fma(P1, ONE));
            FloatVector d = q2.fma(Q4, q.fma(Q3, Q2)).fma(q2, q.fma(Q1, ONE));
            FloatVector tanh = x.mul(p).div(d).reinterpretAsInts().or(sign).reinterpretAsFloats();
            tanh.fma(HALF, HALF).intoArray(a, i);
        }
    }

    /** {@code tanh x = 1 - 2 / (1 + 2^(2x·log2 e))} of the magnitude, with the sign put back. */
    static void tanh(float[] a, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            IntVector bits = FloatVector.fromArray(WIDE, a, i).reinterpretAsInts();
            IntVector sign = bits.and(SIGN);
            FloatVector x = bits.and(MAGNITUDE).min(FLATTER).reinterpretAsFloats();
            FloatVector shifted = x.fma(TWICE_LOG2_E, ROUNDING);
            FloatVector r = x.fma(TWICE_LOG2_E, ROUNDING.sub(shifted));
            FloatVector r2 = r.mul(r);
            FloatVector high = r2.fma(E6, r.fma(E5, E4)).fma(r2, r.fma(E3, E2));
            FloatVector power = high.fma(r2, r.fma(E1, ONE));
            IntVector exponent = shifted.reinterpretAsInts();
            exponent = LANES == 4 ? exponent.mul(SHIFT) : exponent.lanewise(LSHL, MANTISSA);
            FloatVector e = power.reinterpretAsInts().add(exponent).reinterpretAsFloats();
            FloatVector tanh = ONE.sub(TWO.div(e.add(ONE)));
            tanh.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(a, i);
        }
    }
}
