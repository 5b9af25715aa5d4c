package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/** All channels of one bin, with two independent sums each. */
final class VectorOneBin extends ConvBlock {

    private final float slope;

    VectorOneBin(ConvShape shape, float[] weights, float[] bias, float slope) {
        super(shape, weights, bias, 0, 0);
        this.slope = slope;
    }

    static boolean serves(ConvShape shape) {
        return ConvBlock.serves(shape, LANES)
                && shape.gathersOneRun()
                && shape.out().bins() == 1
                && shape.weightCount() / shape.out().channels() % 2 == 0;
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (int c = 0; c < channels; c += LANES) {
            lanes(c, in, rows[0] + first, out, at + c);
        }
    }

    private void lanes(int c, float[] in, int from, float[] out, int to) {
        float[] w = weights;
        int channels = this.channels;
        int row = c;
        FloatVector even = FloatVector.fromArray(WIDE, bias, c);
        FloatVector odd = FloatVector.zero(WIDE);
        for (int x = from; x < from + inputs; x += 2, row += 2 * channels) {
            FloatVector w0 = FloatVector.fromArray(WIDE, w, row);
            FloatVector w1 = FloatVector.fromArray(WIDE, w, row + channels);
            even = w0.fma(FloatVector.broadcast(WIDE, in[x]), even);
            odd = w1.fma(FloatVector.broadcast(WIDE, in[x + 1]), odd);
        }
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        FloatVector sum = even.add(odd);
        sum.abs().fma(fold, sum.mul(keep)).intoArray(out, to);
    }
}
