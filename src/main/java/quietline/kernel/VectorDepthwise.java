package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/**
 * Depthwise convolution with three taps in time and three along the bins, on rows of 16. Each row
 * of inputs is read once: it completes one bin's sum, continues the next and begins the one after.
 */
final class VectorDepthwise extends Conv {

    private static final int ROW = Row.FLOATS;

    private final float[] weights;
    private final float[] bias;
    private final float slope;
    private final int end;

    /** The index of the first tap's weights, and the distance to the next tap's. */
    private final int firstTap;

    private final int nextTap;

    VectorDepthwise(ConvShape shape, float[] weights, float[] bias, float slope) {
        this.weights = weights;
        this.bias = bias;
        this.slope = slope;
        end = shape.out().bins() * ROW;
        // Transposed, the kernel runs backwards along the bins.
        firstTap = shape.transposed() ? 2 * ROW : 0;
        nextTap = shape.transposed() ? -ROW : ROW;
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (int c = 0; c < ROW; c += LANES) {
            channels(c, in, rows, out, at + c);
        }
    }

    private void channels(int c, float[] in, int[] rows, float[] out, int outAt) {
        int oldest = rows[0] + c;
        int older = rows[1] + c;
        int newest = rows[2] + c;
        int w = firstTap + c;
        int next = nextTap;
        FloatVector a0 = FloatVector.fromArray(WIDE, weights, w);
        FloatVector a1 = FloatVector.fromArray(WIDE, weights, w + next);
        FloatVector a2 = FloatVector.fromArray(WIDE, weights, w + 2 * next);
        FloatVector b0 = FloatVector.fromArray(WIDE, weights, w + 3 * ROW);
        FloatVector b1 = FloatVector.fromArray(WIDE, weights, w + 3 * ROW + next);
        FloatVector b2 = FloatVector.fromArray(WIDE, weights, w + 3 * ROW + 2 * next);
        FloatVector c0 = FloatVector.fromArray(WIDE, weights, w + 6 * ROW);
        FloatVector c1 = FloatVector.fromArray(WIDE, weights, w + 6 * ROW + next);
        FloatVector c2 = FloatVector.fromArray(WIDE, weights, w + 6 * ROW + 2 * next);
        FloatVector offset = FloatVector.fromArray(WIDE, bias, c);
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        FloatVector x = FloatVector.fromArray(WIDE, in, oldest - ROW);
        FloatVector y = FloatVector.fromArray(WIDE, in, older - ROW);
        FloatVector z = FloatVector.fromArray(WIDE, in, newest - ROW);
        FloatVector now = c0.fma(z, b0.fma(y, a0.fma(x, offset)));
        x = FloatVector.fromArray(WIDE, in, oldest);
        y = FloatVector.fromArray(WIDE, in, older);
        z = FloatVector.fromArray(WIDE, in, newest);
        now = c1.fma(z, b1.fma(y, a1.fma(x, now)));
        FloatVector soon = c0.fma(z, b0.fma(y, a0.fma(x, offset)));
        for (int at = 0; at < end; at += ROW) {
            x = FloatVector.fromArray(WIDE, in, oldest + ROW + at);
            y = FloatVector.fromArray(WIDE, in, older + ROW + at);
            z = FloatVector.fromArray(WIDE, in, newest + ROW + at);
            FloatVector sum = c2.fma(z, b2.fma(y, a2.fma(x, now)));
            sum.abs().fma(fold, sum.mul(keep)).intoArray(out, outAt + at);
            now = c1.fma(z, b1.fma(y, a1.fma(x, soon)));
            soon = c0.fma(z, b0.fma(y, a0.fma(x, offset)));
        }
    }
}
