package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.UPPER;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/** Three gates for three bins at once, in nine independent sums. See {@link Kernels#planGates}. */
final class VectorGates extends Conv {

    /** The bins of a block. */
    static final int BINS = 3;

    private static final int ROW = Row.FLOATS;
    private static final int GATES = 3 * ROW;

    /** The distance from the inputs of a vector's lower half to those of its upper half. */
    private static final int APART = LANES == ROW ? ROW / 2 : 0;

    private final int bins;
    private final int plane;
    private final float[] weights;
    private final float[] bias;

    /** Plans the gates; the number of bins must be a multiple of {@link #BINS}. */
    VectorGates(int bins, float[] weights, float[] bias) {
        this.bins = bins;
        this.weights = weights;
        this.bias = bias;
        plane = bins * ROW;
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (int c = 0; c < ROW; c += LANES) {
            int half = rows[0] + c / 8 * 8;
            for (int b = 0; b < bins; b += BINS) {
                project(in, half + b * ROW, c, out, at + b * ROW + c);
            }
        }
    }

    private void project(float[] in, int at, int c, float[] out, int to) {
        float[] weights = this.weights;
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
}
