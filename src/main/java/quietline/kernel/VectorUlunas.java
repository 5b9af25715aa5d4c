package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The kernels of {@link UlunasKernels} on vectors. */
final class VectorUlunas {

    private static final int FOUR = 4;
    private static final FloatVector LEAST = FloatVector.broadcast(WIDE, ScalarUlunas.LEAST_POWER);
    private static final IntVector ROOT_HALF =
            FloatVector.broadcast(WIDE, Float.intBitsToFloat(ScalarUlunas.ROOT_HALF))
                    .reinterpretAsInts();
    private static final FloatVector EXPONENT = FloatVector.broadcast(WIDE, ScalarUlunas.EXPONENT);
    private static final FloatVector MANTISSA = FloatVector.broadcast(WIDE, ScalarUlunas.MANTISSA);
    private static final FloatVector THIRD = FloatVector.broadcast(WIDE, 1 / 3f);
    private static final FloatVector FIFTH = FloatVector.broadcast(WIDE, 1 / 5f);
    private static final FloatVector SEVENTH = FloatVector.broadcast(WIDE, 1 / 7f);
    private static final FloatVector NINTH = FloatVector.broadcast(WIDE, 1 / 9f);

    private VectorUlunas() {}

    static void logMagnitude(float[] re, float[] im, float[] out, int count) {
        int whole = count / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector a = FloatVector.fromArray(WIDE, re, i);
            FloatVector b = FloatVector.fromArray(WIDE, im, i);
            IntVector bits = a.fma(a, b.mul(b)).max(LEAST).reinterpretAsInts();
            IntVector exponent = bits.sub(ROOT_HALF).lanewise(VectorOperators.ASHR, 23);
            FloatVector m =
                    bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
            FloatVector s = m.sub(VectorMath.ONE).div(m.add(VectorMath.ONE));
            FloatVector q = s.mul(s);
            FloatVector series =
                    q.fma(q.fma(q.fma(q.fma(NINTH, SEVENTH), FIFTH), THIRD), VectorMath.ONE);
            FloatVector power =
                    ((FloatVector) exponent.convert(VectorOperators.I2F, 0)).mul(EXPONENT);
            MANTISSA.mul(s).fma(series, power).intoArray(out, i);
        }
        ScalarUlunas.logMagnitude(re, im, out, whole, count);
    }

    static void affinePRelu(float[] x, int at, float[] keep, float[] fold, float[] bias) {
        for (int i = 0; i < keep.length; i += LANES) {
            FloatVector value = FloatVector.fromArray(WIDE, x, at + i);
            FloatVector offset = FloatVector.fromArray(WIDE, bias, i);
            value.abs()
                    .fma(
                            FloatVector.fromArray(WIDE, fold, i),
                            value.fma(FloatVector.fromArray(WIDE, keep, i), offset))
                    .intoArray(x, at + i);
        }
    }

    static void scale(FrameShape frame, float[] in, float[] ofLane, float[] ofBin, float[] out) {
        int bins = frame.bins();
        int lanes = frame.pitch();
        for (int lane = 0; lane < lanes; lane += LANES) {
            FloatVector factor = FloatVector.fromArray(WIDE, ofLane, lane);
            for (int b = 0, i = lane; b < bins; b++, i += lanes) {
                float bin = ofBin[b / FOUR * Row.FLOATS + b % FOUR];
                FloatVector.fromArray(WIDE, in, i).mul(factor).mul(bin).intoArray(out, i);
            }
        }
    }
}
