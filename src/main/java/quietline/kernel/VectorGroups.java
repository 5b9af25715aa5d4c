package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.UPPER;
import static quietline.kernel.VectorMath.WIDE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Computes two groups of eight channels in one vector, as {@link VectorBlock}; the upper lanes read
 * other inputs than the lower ones.
 *
 * <p>Taps are processed in passes of two or three that read neighbouring rows, so that each input
 * is broadcast once. A pass continues the sums that the previous one left in the output.
 */
final class VectorGroups extends ConvBlock {

    private static final int BINS = VectorBlock.BINS;

    /** The distance from the inputs of the lower lanes to those of the upper ones. */
    private final int apart;

    private final float slope;

    /** For each pass: number of taps, index of the first input and of its weights. */
    private final int[] passTaps;

    private final int[] passFirst;
    private final int[] passWeights;

    /** The distance between the weights of two taps of a pass. */
    private final int nextWeights;

    VectorGroups(ConvShape shape, float[] weights, float[] bias, float slope, int phase) {
        super(shape, weights, bias, phase, 0);
        this.slope = slope;
        apart = inputs;
        // Taps of one pass read the same row for neighbouring bins.
        int every = Math.abs(inStep / tapStep);
        boolean backward = tapStep < 0;
        nextWeights = (backward ? -every : every) * tapWeights;
        int[] ofTaps = new int[taps];
        int[] reads = new int[taps];
        int[] weighs = new int[taps];
        int pass = 0;
        for (int lowest = 0; lowest < every; lowest++) {
            int inChain = (taps - lowest + every - 1) / every;
            for (int k = 0; k < inChain; k += ofTaps[pass++]) {
                int left = inChain - k;
                int tap = lowest + (backward ? left - 1 : k) * every;
                ofTaps[pass] = left == 3 || left > 4 ? 3 : 2;
                reads[pass] = first + tap * tapStep;
                weighs[pass] = weightsAt + tap * tapWeights;
            }
        }
        passTaps = Arrays.copyOf(ofTaps, pass);
        passFirst = Arrays.copyOf(reads, pass);
        passWeights = Arrays.copyOf(weighs, pass);
    }

    /** Returns whether blocks of two groups can compute this shape. */
    static boolean serves(ConvShape shape) {
        BinAxis axis = shape.axis();
        return LANES == Row.FLOATS
                && ConvBlock.serves(shape, LANES / 2)
                && shape.groups() == 2
                && shape.outPerGroup() == LANES / 2
                && axis.dilation() == 1
                && axis.taps() >= 2 * axis.stride()
                && shape.out().bins() / phases(shape) >= BINS;
    }

    /** The last block starts earlier if it would reach beyond the bins. */
    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (int b = 0; b < bins; b += BINS) {
            int bin = Math.min(b, bins - BINS);
            int row = rows[0] + bin * inStep;
            int to = at + outFirst + bin * outStep;
            for (int pass = 0; pass < passTaps.length; pass++) {
                if (passTaps[pass] == 3) {
                    threeTaps(pass, in, row + passFirst[pass], out, to);
                } else {
                    twoTaps(pass, in, row + passFirst[pass], out, to);
                }
            }
        }
    }

    private void threeTaps(int pass, float[] in, int from, float[] out, int to) {
        float[] w = weights;
        int channels = this.channels;
        int inputs = this.inputs;
        int line = outStep;
        int step = inStep;
        int next = nextWeights;
        int apart = this.apart;
        int row = passWeights[pass];
        float[] start = pass == 0 ? bias : out;
        int startAt = pass == 0 ? channel : to;
        int startStep = pass == 0 ? 0 : line;
        FloatVector s0 = FloatVector.fromArray(WIDE, start, startAt);
        FloatVector s1 = FloatVector.fromArray(WIDE, start, startAt + startStep);
        FloatVector s2 = FloatVector.fromArray(WIDE, start, startAt + 2 * startStep);
        FloatVector s3 = FloatVector.fromArray(WIDE, start, startAt + 3 * startStep);
        FloatVector s4 = FloatVector.fromArray(WIDE, start, startAt + 4 * startStep);
        FloatVector s5 = FloatVector.fromArray(WIDE, start, startAt + 5 * startStep);
        FloatVector s6 = FloatVector.fromArray(WIDE, start, startAt + 6 * startStep);
        FloatVector s7 = FloatVector.fromArray(WIDE, start, startAt + 7 * startStep);
        FloatVector s8 = FloatVector.fromArray(WIDE, start, startAt + 8 * startStep);
        FloatVector s9 = FloatVector.fromArray(WIDE, start, startAt + 9 * startStep);
        FloatVector s10 = FloatVector.fromArray(WIDE, start, startAt + 10 * startStep);
        for (int x = from; x < from + inputs; x++, row += channels) {
            FloatVector first = FloatVector.fromArray(WIDE, w, row);
            FloatVector second = FloatVector.fromArray(WIDE, w, row + next);
            FloatVector third = FloatVector.fromArray(WIDE, w, row + 2 * next);
            FloatVector in0 =
                    FloatVector.broadcast(WIDE, in[x])
                            .blend(FloatVector.broadcast(WIDE, in[x + apart]), UPPER);
            FloatVector in1 =
                    FloatVector.broadcast(WIDE, in[x + step])
                            .blend(FloatVector.broadcast(WIDE, in[x + step + apart]), UPPER);
            FloatVector in2 =
                    FloatVector.broadcast(WIDE, in[x + 2 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 2 * step + apart]), UPPER);
            s0 = third.fma(in2, second.fma(in1, first.fma(in0, s0)));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 3 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 3 * step + apart]), UPPER);
            s1 = third.fma(in0, second.fma(in2, first.fma(in1, s1)));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 4 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 4 * step + apart]), UPPER);
            s2 = third.fma(in1, second.fma(in0, first.fma(in2, s2)));
            in2 =
                    FloatVector.broadcast(WIDE, in[x + 5 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 5 * step + apart]), UPPER);
            s3 = third.fma(in2, second.fma(in1, first.fma(in0, s3)));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 6 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 6 * step + apart]), UPPER);
            s4 = third.fma(in0, second.fma(in2, first.fma(in1, s4)));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 7 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 7 * step + apart]), UPPER);
            s5 = third.fma(in1, second.fma(in0, first.fma(in2, s5)));
            in2 =
                    FloatVector.broadcast(WIDE, in[x + 8 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 8 * step + apart]), UPPER);
            s6 = third.fma(in2, second.fma(in1, first.fma(in0, s6)));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 9 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 9 * step + apart]), UPPER);
            s7 = third.fma(in0, second.fma(in2, first.fma(in1, s7)));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 10 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 10 * step + apart]), UPPER);
            s8 = third.fma(in1, second.fma(in0, first.fma(in2, s8)));
            in2 =
                    FloatVector.broadcast(WIDE, in[x + 11 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 11 * step + apart]), UPPER);
            s9 = third.fma(in2, second.fma(in1, first.fma(in0, s9)));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 12 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 12 * step + apart]), UPPER);
            s10 = third.fma(in0, second.fma(in2, first.fma(in1, s10)));
        }
        float slope = pass == passTaps.length - 1 ? this.slope : 1;
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

    private void twoTaps(int pass, float[] in, int from, float[] out, int to) {
        float[] w = weights;
        int channels = this.channels;
        int inputs = this.inputs;
        int line = outStep;
        int step = inStep;
        int next = nextWeights;
        int apart = this.apart;
        int row = passWeights[pass];
        float[] start = pass == 0 ? bias : out;
        int startAt = pass == 0 ? channel : to;
        int startStep = pass == 0 ? 0 : line;
        FloatVector s0 = FloatVector.fromArray(WIDE, start, startAt);
        FloatVector s1 = FloatVector.fromArray(WIDE, start, startAt + startStep);
        FloatVector s2 = FloatVector.fromArray(WIDE, start, startAt + 2 * startStep);
        FloatVector s3 = FloatVector.fromArray(WIDE, start, startAt + 3 * startStep);
        FloatVector s4 = FloatVector.fromArray(WIDE, start, startAt + 4 * startStep);
        FloatVector s5 = FloatVector.fromArray(WIDE, start, startAt + 5 * startStep);
        FloatVector s6 = FloatVector.fromArray(WIDE, start, startAt + 6 * startStep);
        FloatVector s7 = FloatVector.fromArray(WIDE, start, startAt + 7 * startStep);
        FloatVector s8 = FloatVector.fromArray(WIDE, start, startAt + 8 * startStep);
        FloatVector s9 = FloatVector.fromArray(WIDE, start, startAt + 9 * startStep);
        FloatVector s10 = FloatVector.fromArray(WIDE, start, startAt + 10 * startStep);
        for (int x = from; x < from + inputs; x++, row += channels) {
            FloatVector first = FloatVector.fromArray(WIDE, w, row);
            FloatVector second = FloatVector.fromArray(WIDE, w, row + next);
            FloatVector in0 =
                    FloatVector.broadcast(WIDE, in[x])
                            .blend(FloatVector.broadcast(WIDE, in[x + apart]), UPPER);
            FloatVector in1 =
                    FloatVector.broadcast(WIDE, in[x + step])
                            .blend(FloatVector.broadcast(WIDE, in[x + step + apart]), UPPER);
            s0 = second.fma(in1, first.fma(in0, s0));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 2 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 2 * step + apart]), UPPER);
            s1 = second.fma(in0, first.fma(in1, s1));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 3 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 3 * step + apart]), UPPER);
            s2 = second.fma(in1, first.fma(in0, s2));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 4 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 4 * step + apart]), UPPER);
            s3 = second.fma(in0, first.fma(in1, s3));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 5 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 5 * step + apart]), UPPER);
            s4 = second.fma(in1, first.fma(in0, s4));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 6 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 6 * step + apart]), UPPER);
            s5 = second.fma(in0, first.fma(in1, s5));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 7 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 7 * step + apart]), UPPER);
            s6 = second.fma(in1, first.fma(in0, s6));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 8 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 8 * step + apart]), UPPER);
            s7 = second.fma(in0, first.fma(in1, s7));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 9 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 9 * step + apart]), UPPER);
            s8 = second.fma(in1, first.fma(in0, s8));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 10 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 10 * step + apart]), UPPER);
            s9 = second.fma(in0, first.fma(in1, s9));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 11 * step])
                            .blend(FloatVector.broadcast(WIDE, in[x + 11 * step + apart]), UPPER);
            s10 = second.fma(in1, first.fma(in0, s10));
        }
        float slope = pass == passTaps.length - 1 ? this.slope : 1;
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
