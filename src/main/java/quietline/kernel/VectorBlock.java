package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/**
 * Computes one vector of output channels for eleven bins at once: each row of weights is loaded
 * once for eleven independent multiply-adds with broadcast inputs. 33 bins are three times eleven.
 *
 * <p>Long and repetitive, because registers cannot be indexed, and because Java 17 keeps vectors in
 * registers only in loops that are not nested.
 */
final class VectorBlock extends ConvBlock {

    /** The bins of a block. */
    static final int BINS = 11;

    private static final int ROW = Row.FLOATS;
    private static final int TAPS = 3;

    private final float slope;

    VectorBlock(
            ConvShape shape, float[] weights, float[] bias, float slope, int phase, int channel) {
        super(shape, weights, bias, phase, channel);
        this.slope = slope;
    }

    /**
     * Returns whether blocks of one tap, or of three on neighbouring rows of 16, compute this
     * shape.
     */
    static boolean serves(ConvShape shape) {
        BinAxis axis = shape.axis();
        int pitch = shape.in().pitch();
        boolean neighbours = axis.equals(new BinAxis(TAPS, 1, axis.padding())) && pitch == ROW;
        return ConvBlock.serves(shape, LANES)
                && (shape.gathersOneRun() || neighbours && !shape.transposed())
                && shape.out().bins() >= BINS;
    }

    /** The last block starts earlier if it would reach beyond the bins. */
    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (int b = 0; b < bins; b += BINS) {
            int bin = Math.min(b, bins - BINS);
            int from = rows[0] + first + bin * inStep;
            int to = at + outFirst + bin * outStep;
            if (taps == TAPS) {
                threeTapsOfRows(in, from, out, to);
            } else {
                oneTap(in, from, out, to);
            }
        }
    }

    private void oneTap(float[] in, int from, float[] out, int to) {
        float[] w = weights;
        int channels = this.channels;
        int inputs = this.inputs;
        int line = outStep;
        int step = inStep;
        int row = weightsAt;
        FloatVector s0 = FloatVector.fromArray(WIDE, bias, channel);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        FloatVector s8 = s0;
        FloatVector s9 = s0;
        FloatVector s10 = s0;
        for (int x = from; x < from + inputs; x++, row += channels) {
            FloatVector v = FloatVector.fromArray(WIDE, w, row);
            s0 = v.fma(FloatVector.broadcast(WIDE, in[x]), s0);
            s1 = v.fma(FloatVector.broadcast(WIDE, in[x + step]), s1);
            s2 = v.fma(FloatVector.broadcast(WIDE, in[x + 2 * step]), s2);
            s3 = v.fma(FloatVector.broadcast(WIDE, in[x + 3 * step]), s3);
            s4 = v.fma(FloatVector.broadcast(WIDE, in[x + 4 * step]), s4);
            s5 = v.fma(FloatVector.broadcast(WIDE, in[x + 5 * step]), s5);
            s6 = v.fma(FloatVector.broadcast(WIDE, in[x + 6 * step]), s6);
            s7 = v.fma(FloatVector.broadcast(WIDE, in[x + 7 * step]), s7);
            s8 = v.fma(FloatVector.broadcast(WIDE, in[x + 8 * step]), s8);
            s9 = v.fma(FloatVector.broadcast(WIDE, in[x + 9 * step]), s9);
            s10 = v.fma(FloatVector.broadcast(WIDE, in[x + 10 * step]), s10);
        }
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        s0.abs().fma(fold, s0.mul(keep)).intoArray(out, to);
        s1.abs().fma(fold, s1.mul(keep)).intoArray(out, to + line);
        s2.abs().fma(fold, s2.mul(keep)).intoArray(out, to + 2 * line);
        s3.abs().fma(fold, s3.mul(keep)).intoArray(out, to + 3 * line);
        s4.abs().fma(fold, s4.mul(keep)).intoArray(out, to + 4 * line);
        s5.abs().fma(fold, s5.mul(keep)).intoArray(out, to + 5 * line);
        s6.abs().fma(fold, s6.mul(keep)).intoArray(out, to + 6 * line);
        s7.abs().fma(fold, s7.mul(keep)).intoArray(out, to + 7 * line);
        s8.abs().fma(fold, s8.mul(keep)).intoArray(out, to + 8 * line);
        s9.abs().fma(fold, s9.mul(keep)).intoArray(out, to + 9 * line);
        s10.abs().fma(fold, s10.mul(keep)).intoArray(out, to + 10 * line);
    }

    /** Bin b reads the rows b, b + 1 and b + 2. */
    private void threeTapsOfRows(float[] in, int from, float[] out, int to) {
        float[] w = weights;
        int channels = this.channels;
        int inputs = this.inputs;
        int line = outStep;
        int next = tapWeights;
        int row = weightsAt;
        FloatVector s0 = FloatVector.fromArray(WIDE, bias, channel);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        FloatVector s8 = s0;
        FloatVector s9 = s0;
        FloatVector s10 = s0;
        for (int x = from; x < from + inputs; x++, row += channels) {
            FloatVector first = FloatVector.fromArray(WIDE, w, row);
            FloatVector second = FloatVector.fromArray(WIDE, w, row + next);
            FloatVector third = FloatVector.fromArray(WIDE, w, row + 2 * next);
            FloatVector in0 = FloatVector.broadcast(WIDE, in[x]);
            FloatVector in1 = FloatVector.broadcast(WIDE, in[x + ROW]);
            FloatVector in2 = FloatVector.broadcast(WIDE, in[x + 2 * ROW]);
            s0 = third.fma(in2, second.fma(in1, first.fma(in0, s0)));
            in0 = FloatVector.broadcast(WIDE, in[x + 3 * ROW]);
            s1 = third.fma(in0, second.fma(in2, first.fma(in1, s1)));
            in1 = FloatVector.broadcast(WIDE, in[x + 4 * ROW]);
            s2 = third.fma(in1, second.fma(in0, first.fma(in2, s2)));
            in2 = FloatVector.broadcast(WIDE, in[x + 5 * ROW]);
            s3 = third.fma(in2, second.fma(in1, first.fma(in0, s3)));
            in0 = FloatVector.broadcast(WIDE, in[x + 6 * ROW]);
            s4 = third.fma(in0, second.fma(in2, first.fma(in1, s4)));
            in1 = FloatVector.broadcast(WIDE, in[x + 7 * ROW]);
            s5 = third.fma(in1, second.fma(in0, first.fma(in2, s5)));
            in2 = FloatVector.broadcast(WIDE, in[x + 8 * ROW]);
            s6 = third.fma(in2, second.fma(in1, first.fma(in0, s6)));
            in0 = FloatVector.broadcast(WIDE, in[x + 9 * ROW]);
            s7 = third.fma(in0, second.fma(in2, first.fma(in1, s7)));
            in1 = FloatVector.broadcast(WIDE, in[x + 10 * ROW]);
            s8 = third.fma(in1, second.fma(in0, first.fma(in2, s8)));
            in2 = FloatVector.broadcast(WIDE, in[x + 11 * ROW]);
            s9 = third.fma(in2, second.fma(in1, first.fma(in0, s9)));
            in0 = FloatVector.broadcast(WIDE, in[x + 12 * ROW]);
            s10 = third.fma(in0, second.fma(in2, first.fma(in1, s10)));
        }
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        s0.abs().fma(fold, s0.mul(keep)).intoArray(out, to);
        s1.abs().fma(fold, s1.mul(keep)).intoArray(out, to + line);
        s2.abs().fma(fold, s2.mul(keep)).intoArray(out, to + 2 * line);
        s3.abs().fma(fold, s3.mul(keep)).intoArray(out, to + 3 * line);
        s4.abs().fma(fold, s4.mul(keep)).intoArray(out, to + 4 * line);
        s5.abs().fma(fold, s5.mul(keep)).intoArray(out, to + 5 * line);
        s6.abs().fma(fold, s6.mul(keep)).intoArray(out, to + 6 * line);
        s7.abs().fma(fold, s7.mul(keep)).intoArray(out, to + 7 * line);
        s8.abs().fma(fold, s8.mul(keep)).intoArray(out, to + 8 * line);
        s9.abs().fma(fold, s9.mul(keep)).intoArray(out, to + 9 * line);
        s10.abs().fma(fold, s10.mul(keep)).intoArray(out, to + 10 * line);
    }
}
