package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/**
 * The filter of {@link Kernels#slide}: a vector holds consecutive outputs, and each tap is
 * broadcast. Every output is summed in the order of the taps, so that blocks of any size give the
 * same bits.
 */
final class VectorSlide {

    private VectorSlide() {}

    static void slide(float[] taps, float[] in, int at, float[] out, int count) {
        int j = 0;
        for (; count - j > 3 * LANES; j += 4 * LANES) {
            four(taps, in, at + j, out, j);
        }
        for (; j < count; j += LANES) {
            FloatVector sum = FloatVector.zero(WIDE);
            for (int k = 0; k < taps.length; k++) {
                FloatVector tap = FloatVector.broadcast(WIDE, taps[k]);
                sum = tap.fma(FloatVector.fromArray(WIDE, in, at + j + k), sum);
            }
            sum.intoArray(out, j);
        }
    }

    private static void four(float[] taps, float[] in, int at, float[] out, int to) {
        FloatVector a = FloatVector.zero(WIDE);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int k = 0; k < taps.length; k++) {
            FloatVector tap = FloatVector.broadcast(WIDE, taps[k]);
            int x = at + k;
            a = tap.fma(FloatVector.fromArray(WIDE, in, x), a);
            b = tap.fma(FloatVector.fromArray(WIDE, in, x + LANES), b);
            c = tap.fma(FloatVector.fromArray(WIDE, in, x + 2 * LANES), c);
            d = tap.fma(FloatVector.fromArray(WIDE, in, x + 3 * LANES), d);
        }
        a.intoArray(out, to);
        b.intoArray(out, to + LANES);
        c.intoArray(out, to + 2 * LANES);
        d.intoArray(out, to + 3 * LANES);
    }
}
