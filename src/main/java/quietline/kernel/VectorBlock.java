package quietline.kernel;

import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/**
 * Convolution of eleven bins at once: a vector holds output channels of one bin, each input is
 * broadcast and multiplied with a row of weights. A row of weights is loaded once for eleven
 * multiply-adds that do not wait for each other, an input once for all the taps that it feeds.
 *
 * <p>Long and repetitive on purpose: the eleven sums live in registers, which have no index; and a
 * call in place of the repeated lines would go beyond what the compiler is willing to inline.
 */
final class VectorBlock {

    static final int BINS = 11;

    private VectorBlock() {}

    /**
     * One tap: bin b reads the inputs from {@code at + b·step} on, rows of weights follow each
     * other.
     */
    static void oneTap(
            int step,
            int channels,
            float[] in,
            int at,
            int inputs,
            float[] weights,
            int w,
            float[] bias,
            int c,
            float slope,
            float[] out,
            int outAt,
            int outStep) {
        FloatVector s0 = FloatVector.fromArray(WIDE, bias, c);
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
        for (int i = 0; i < inputs; i++) {
            FloatVector weight = FloatVector.fromArray(WIDE, weights, w + i * channels);
            int x = at + i;
            s0 = weight.fma(FloatVector.broadcast(WIDE, in[x]), s0);
            s1 = weight.fma(FloatVector.broadcast(WIDE, in[x + step]), s1);
            s2 = weight.fma(FloatVector.broadcast(WIDE, in[x + 2 * step]), s2);
            s3 = weight.fma(FloatVector.broadcast(WIDE, in[x + 3 * step]), s3);
            s4 = weight.fma(FloatVector.broadcast(WIDE, in[x + 4 * step]), s4);
            s5 = weight.fma(FloatVector.broadcast(WIDE, in[x + 5 * step]), s5);
            s6 = weight.fma(FloatVector.broadcast(WIDE, in[x + 6 * step]), s6);
            s7 = weight.fma(FloatVector.broadcast(WIDE, in[x + 7 * step]), s7);
            s8 = weight.fma(FloatVector.broadcast(WIDE, in[x + 8 * step]), s8);
            s9 = weight.fma(FloatVector.broadcast(WIDE, in[x + 9 * step]), s9);
            s10 = weight.fma(FloatVector.broadcast(WIDE, in[x + 10 * step]), s10);
        }
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        s0.abs().fma(fold, s0.mul(keep)).intoArray(out, outAt);
        s1.abs().fma(fold, s1.mul(keep)).intoArray(out, outAt + outStep);
        s2.abs().fma(fold, s2.mul(keep)).intoArray(out, outAt + 2 * outStep);
        s3.abs().fma(fold, s3.mul(keep)).intoArray(out, outAt + 3 * outStep);
        s4.abs().fma(fold, s4.mul(keep)).intoArray(out, outAt + 4 * outStep);
        s5.abs().fma(fold, s5.mul(keep)).intoArray(out, outAt + 5 * outStep);
        s6.abs().fma(fold, s6.mul(keep)).intoArray(out, outAt + 6 * outStep);
        s7.abs().fma(fold, s7.mul(keep)).intoArray(out, outAt + 7 * outStep);
        s8.abs().fma(fold, s8.mul(keep)).intoArray(out, outAt + 8 * outStep);
        s9.abs().fma(fold, s9.mul(keep)).intoArray(out, outAt + 9 * outStep);
        s10.abs().fma(fold, s10.mul(keep)).intoArray(out, outAt + 10 * outStep);
    }

    /** The same where all rows, in and out, are of 16 floats: constants are quicker checked. */
    static void pointwise(
            float[] in,
            int at,
            int inputs,
            float[] weights,
            int w,
            float[] bias,
            int c,
            float slope,
            float[] out,
            int outAt) {
        FloatVector s0 = FloatVector.fromArray(WIDE, bias, c);
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
        for (int i = 0; i < inputs; i++) {
            FloatVector weight = FloatVector.fromArray(WIDE, weights, w + i * 16);
            int x = at + i;
            s0 = weight.fma(FloatVector.broadcast(WIDE, in[x]), s0);
            s1 = weight.fma(FloatVector.broadcast(WIDE, in[x + 16]), s1);
            s2 = weight.fma(FloatVector.broadcast(WIDE, in[x + 2 * 16]), s2);
            s3 = weight.fma(FloatVector.broadcast(WIDE, in[x + 3 * 16]), s3);
            s4 = weight.fma(FloatVector.broadcast(WIDE, in[x + 4 * 16]), s4);
            s5 = weight.fma(FloatVector.broadcast(WIDE, in[x + 5 * 16]), s5);
            s6 = weight.fma(FloatVector.broadcast(WIDE, in[x + 6 * 16]), s6);
            s7 = weight.fma(FloatVector.broadcast(WIDE, in[x + 7 * 16]), s7);
            s8 = weight.fma(FloatVector.broadcast(WIDE, in[x + 8 * 16]), s8);
            s9 = weight.fma(FloatVector.broadcast(WIDE, in[x + 9 * 16]), s9);
            s10 = weight.fma(FloatVector.broadcast(WIDE, in[x + 10 * 16]), s10);
        }
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        s0.abs().fma(fold, s0.mul(keep)).intoArray(out, outAt);
        s1.abs().fma(fold, s1.mul(keep)).intoArray(out, outAt + 16);
        s2.abs().fma(fold, s2.mul(keep)).intoArray(out, outAt + 2 * 16);
        s3.abs().fma(fold, s3.mul(keep)).intoArray(out, outAt + 3 * 16);
        s4.abs().fma(fold, s4.mul(keep)).intoArray(out, outAt + 4 * 16);
        s5.abs().fma(fold, s5.mul(keep)).intoArray(out, outAt + 5 * 16);
        s6.abs().fma(fold, s6.mul(keep)).intoArray(out, outAt + 6 * 16);
        s7.abs().fma(fold, s7.mul(keep)).intoArray(out, outAt + 7 * 16);
        s8.abs().fma(fold, s8.mul(keep)).intoArray(out, outAt + 8 * 16);
        s9.abs().fma(fold, s9.mul(keep)).intoArray(out, outAt + 9 * 16);
        s10.abs().fma(fold, s10.mul(keep)).intoArray(out, outAt + 10 * 16);
    }

    /**
     * Three taps on rows of 16 floats: bin b reads rows b, b + 1 and b + 2 from {@code at} on. The
     * weights of a tap are {@code tapStep} apart, its rows of weights 16.
     */
    static void threeTaps(
            int tapStep,
            float[] in,
            int at,
            int inputs,
            float[] weights,
            int w,
            float[] bias,
            int c,
            float slope,
            float[] out,
            int outAt,
            int outStep) {
        FloatVector s0 = FloatVector.fromArray(WIDE, bias, c);
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
        for (int i = 0; i < inputs; i++) {
            int row = w + i * 16;
            FloatVector first = FloatVector.fromArray(WIDE, weights, row);
            FloatVector second = FloatVector.fromArray(WIDE, weights, row + tapStep);
            FloatVector third = FloatVector.fromArray(WIDE, weights, row + 2 * tapStep);
            int x = at + i;
            FloatVector in0 = FloatVector.broadcast(WIDE, in[x]);
            FloatVector in1 = FloatVector.broadcast(WIDE, in[x + 16]);
            FloatVector in2 = FloatVector.broadcast(WIDE, in[x + 32]);
            s0 = third.fma(in2, second.fma(in1, first.fma(in0, s0)));
            in0 = FloatVector.broadcast(WIDE, in[x + 3 * 16]);
            s1 = third.fma(in0, second.fma(in2, first.fma(in1, s1)));
            in1 = FloatVector.broadcast(WIDE, in[x + 4 * 16]);
            s2 = third.fma(in1, second.fma(in0, first.fma(in2, s2)));
            in2 = FloatVector.broadcast(WIDE, in[x + 5 * 16]);
            s3 = third.fma(in2, second.fma(in1, first.fma(in0, s3)));
            in0 = FloatVector.broadcast(WIDE, in[x + 6 * 16]);
            s4 = third.fma(in0, second.fma(in2, first.fma(in1, s4)));
            in1 = FloatVector.broadcast(WIDE, in[x + 7 * 16]);
            s5 = third.fma(in1, second.fma(in0, first.fma(in2, s5)));
            in2 = FloatVector.broadcast(WIDE, in[x + 8 * 16]);
            s6 = third.fma(in2, second.fma(in1, first.fma(in0, s6)));
            in0 = FloatVector.broadcast(WIDE, in[x + 9 * 16]);
            s7 = third.fma(in0, second.fma(in2, first.fma(in1, s7)));
            in1 = FloatVector.broadcast(WIDE, in[x + 10 * 16]);
            s8 = third.fma(in1, second.fma(in0, first.fma(in2, s8)));
            in2 = FloatVector.broadcast(WIDE, in[x + 11 * 16]);
            s9 = third.fma(in2, second.fma(in1, first.fma(in0, s9)));
            in0 = FloatVector.broadcast(WIDE, in[x + 12 * 16]);
            s10 = third.fma(in0, second.fma(in2, first.fma(in1, s10)));
        }
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        s0.abs().fma(fold, s0.mul(keep)).intoArray(out, outAt);
        s1.abs().fma(fold, s1.mul(keep)).intoArray(out, outAt + outStep);
        s2.abs().fma(fold, s2.mul(keep)).intoArray(out, outAt + 2 * outStep);
        s3.abs().fma(fold, s3.mul(keep)).intoArray(out, outAt + 3 * outStep);
        s4.abs().fma(fold, s4.mul(keep)).intoArray(out, outAt + 4 * outStep);
        s5.abs().fma(fold, s5.mul(keep)).intoArray(out, outAt + 5 * outStep);
        s6.abs().fma(fold, s6.mul(keep)).intoArray(out, outAt + 6 * outStep);
        s7.abs().fma(fold, s7.mul(keep)).intoArray(out, outAt + 7 * outStep);
        s8.abs().fma(fold, s8.mul(keep)).intoArray(out, outAt + 8 * outStep);
        s9.abs().fma(fold, s9.mul(keep)).intoArray(out, outAt + 9 * outStep);
        s10.abs().fma(fold, s10.mul(keep)).intoArray(out, outAt + 10 * outStep);
    }
}
