package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.UPPER;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/**
 * {@link VectorBlock} for channels in two groups on rows of 16 floats: the upper eight lanes of a
 * vector read {@code apart} floats further than the lower, where the inputs of their own group are.
 * In vectors that hold one group only, {@code apart} is nothing. Long for the same reason.
 */
final class VectorGroups {

    private VectorGroups() {}

    /**
     * Three taps: bin b reads rows b, b + 1 and b + 2 from {@code at} on. The weights of a tap are
     * {@code tapStep} apart, its rows of weights 16.
     */
    static void threeTaps(
            int tapStep,
            int apart,
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
            FloatVector in0 =
                    FloatVector.broadcast(WIDE, in[x])
                            .blend(FloatVector.broadcast(WIDE, in[x + apart]), UPPER);
            FloatVector in1 =
                    FloatVector.broadcast(WIDE, in[x + 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 16 + apart]), UPPER);
            FloatVector in2 =
                    FloatVector.broadcast(WIDE, in[x + 32])
                            .blend(FloatVector.broadcast(WIDE, in[x + 32 + apart]), UPPER);
            s0 = third.fma(in2, second.fma(in1, first.fma(in0, s0)));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 3 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 3 * 16 + apart]), UPPER);
            s1 = third.fma(in0, second.fma(in2, first.fma(in1, s1)));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 4 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 4 * 16 + apart]), UPPER);
            s2 = third.fma(in1, second.fma(in0, first.fma(in2, s2)));
            in2 =
                    FloatVector.broadcast(WIDE, in[x + 5 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 5 * 16 + apart]), UPPER);
            s3 = third.fma(in2, second.fma(in1, first.fma(in0, s3)));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 6 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 6 * 16 + apart]), UPPER);
            s4 = third.fma(in0, second.fma(in2, first.fma(in1, s4)));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 7 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 7 * 16 + apart]), UPPER);
            s5 = third.fma(in1, second.fma(in0, first.fma(in2, s5)));
            in2 =
                    FloatVector.broadcast(WIDE, in[x + 8 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 8 * 16 + apart]), UPPER);
            s6 = third.fma(in2, second.fma(in1, first.fma(in0, s6)));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 9 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 9 * 16 + apart]), UPPER);
            s7 = third.fma(in0, second.fma(in2, first.fma(in1, s7)));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 10 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 10 * 16 + apart]), UPPER);
            s8 = third.fma(in1, second.fma(in0, first.fma(in2, s8)));
            in2 =
                    FloatVector.broadcast(WIDE, in[x + 11 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 11 * 16 + apart]), UPPER);
            s9 = third.fma(in2, second.fma(in1, first.fma(in0, s9)));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 12 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 12 * 16 + apart]), UPPER);
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

    /** Two taps on rows of 16 floats: bin b reads rows b and b + 1 from {@code at} on. */
    static void twoTaps(
            int tapStep,
            int apart,
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
            int x = at + i;
            FloatVector in0 =
                    FloatVector.broadcast(WIDE, in[x])
                            .blend(FloatVector.broadcast(WIDE, in[x + apart]), UPPER);
            FloatVector in1 =
                    FloatVector.broadcast(WIDE, in[x + 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 16 + apart]), UPPER);
            s0 = second.fma(in1, first.fma(in0, s0));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 2 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 2 * 16 + apart]), UPPER);
            s1 = second.fma(in0, first.fma(in1, s1));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 3 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 3 * 16 + apart]), UPPER);
            s2 = second.fma(in1, first.fma(in0, s2));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 4 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 4 * 16 + apart]), UPPER);
            s3 = second.fma(in0, first.fma(in1, s3));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 5 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 5 * 16 + apart]), UPPER);
            s4 = second.fma(in1, first.fma(in0, s4));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 6 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 6 * 16 + apart]), UPPER);
            s5 = second.fma(in0, first.fma(in1, s5));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 7 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 7 * 16 + apart]), UPPER);
            s6 = second.fma(in1, first.fma(in0, s6));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 8 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 8 * 16 + apart]), UPPER);
            s7 = second.fma(in0, first.fma(in1, s7));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 9 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 9 * 16 + apart]), UPPER);
            s8 = second.fma(in1, first.fma(in0, s8));
            in0 =
                    FloatVector.broadcast(WIDE, in[x + 10 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 10 * 16 + apart]), UPPER);
            s9 = second.fma(in0, first.fma(in1, s9));
            in1 =
                    FloatVector.broadcast(WIDE, in[x + 11 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 11 * 16 + apart]), UPPER);
            s10 = second.fma(in1, first.fma(in0, s10));
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

    /**
     * Five taps on every other row of 16 floats: bin b reads rows 2b … 2b + 4 from {@code at} on.
     * Not activated yet: as it is, it fills most of the 8000 bytecodes that Java inlines into one
     * method; of vectors in what goes beyond, it makes objects in one start of forty.
     */
    static void fiveTapsHalving(
            int tapStep,
            int apart,
            float[] in,
            int at,
            int inputs,
            float[] weights,
            int w,
            float[] bias,
            int c,
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
            FloatVector w0 = FloatVector.fromArray(WIDE, weights, row);
            FloatVector w1 = FloatVector.fromArray(WIDE, weights, row + tapStep);
            FloatVector w2 = FloatVector.fromArray(WIDE, weights, row + 2 * tapStep);
            FloatVector w3 = FloatVector.fromArray(WIDE, weights, row + 3 * tapStep);
            FloatVector w4 = FloatVector.fromArray(WIDE, weights, row + 4 * tapStep);
            int x = at + i;
            FloatVector even =
                    FloatVector.broadcast(WIDE, in[x])
                            .blend(FloatVector.broadcast(WIDE, in[x + apart]), UPPER);
            FloatVector odd =
                    FloatVector.broadcast(WIDE, in[x + 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 16 + apart]), UPPER);
            s0 = w1.fma(odd, w0.fma(even, s0));
            even =
                    FloatVector.broadcast(WIDE, in[x + 2 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 2 * 16 + apart]), UPPER);
            s1 = w0.fma(even, s1);
            s0 = w2.fma(even, s0);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 3 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 3 * 16 + apart]), UPPER);
            s1 = w1.fma(odd, s1);
            s0 = w3.fma(odd, s0);
            even =
                    FloatVector.broadcast(WIDE, in[x + 4 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 4 * 16 + apart]), UPPER);
            s2 = w0.fma(even, s2);
            s1 = w2.fma(even, s1);
            s0 = w4.fma(even, s0);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 5 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 5 * 16 + apart]), UPPER);
            s2 = w1.fma(odd, s2);
            s1 = w3.fma(odd, s1);
            even =
                    FloatVector.broadcast(WIDE, in[x + 6 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 6 * 16 + apart]), UPPER);
            s3 = w0.fma(even, s3);
            s2 = w2.fma(even, s2);
            s1 = w4.fma(even, s1);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 7 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 7 * 16 + apart]), UPPER);
            s3 = w1.fma(odd, s3);
            s2 = w3.fma(odd, s2);
            even =
                    FloatVector.broadcast(WIDE, in[x + 8 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 8 * 16 + apart]), UPPER);
            s4 = w0.fma(even, s4);
            s3 = w2.fma(even, s3);
            s2 = w4.fma(even, s2);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 9 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 9 * 16 + apart]), UPPER);
            s4 = w1.fma(odd, s4);
            s3 = w3.fma(odd, s3);
            even =
                    FloatVector.broadcast(WIDE, in[x + 10 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 10 * 16 + apart]), UPPER);
            s5 = w0.fma(even, s5);
            s4 = w2.fma(even, s4);
            s3 = w4.fma(even, s3);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 11 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 11 * 16 + apart]), UPPER);
            s5 = w1.fma(odd, s5);
            s4 = w3.fma(odd, s4);
            even =
                    FloatVector.broadcast(WIDE, in[x + 12 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 12 * 16 + apart]), UPPER);
            s6 = w0.fma(even, s6);
            s5 = w2.fma(even, s5);
            s4 = w4.fma(even, s4);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 13 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 13 * 16 + apart]), UPPER);
            s6 = w1.fma(odd, s6);
            s5 = w3.fma(odd, s5);
            even =
                    FloatVector.broadcast(WIDE, in[x + 14 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 14 * 16 + apart]), UPPER);
            s7 = w0.fma(even, s7);
            s6 = w2.fma(even, s6);
            s5 = w4.fma(even, s5);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 15 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 15 * 16 + apart]), UPPER);
            s7 = w1.fma(odd, s7);
            s6 = w3.fma(odd, s6);
            even =
                    FloatVector.broadcast(WIDE, in[x + 16 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 16 * 16 + apart]), UPPER);
            s8 = w0.fma(even, s8);
            s7 = w2.fma(even, s7);
            s6 = w4.fma(even, s6);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 17 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 17 * 16 + apart]), UPPER);
            s8 = w1.fma(odd, s8);
            s7 = w3.fma(odd, s7);
            even =
                    FloatVector.broadcast(WIDE, in[x + 18 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 18 * 16 + apart]), UPPER);
            s9 = w0.fma(even, s9);
            s8 = w2.fma(even, s8);
            s7 = w4.fma(even, s7);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 19 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 19 * 16 + apart]), UPPER);
            s9 = w1.fma(odd, s9);
            s8 = w3.fma(odd, s8);
            even =
                    FloatVector.broadcast(WIDE, in[x + 20 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 20 * 16 + apart]), UPPER);
            s10 = w0.fma(even, s10);
            s9 = w2.fma(even, s9);
            s8 = w4.fma(even, s8);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 21 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 21 * 16 + apart]), UPPER);
            s10 = w1.fma(odd, s10);
            s9 = w3.fma(odd, s9);
            even =
                    FloatVector.broadcast(WIDE, in[x + 22 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 22 * 16 + apart]), UPPER);
            s10 = w2.fma(even, s10);
            s9 = w4.fma(even, s9);
            odd =
                    FloatVector.broadcast(WIDE, in[x + 23 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 23 * 16 + apart]), UPPER);
            s10 = w3.fma(odd, s10);
            even =
                    FloatVector.broadcast(WIDE, in[x + 24 * 16])
                            .blend(FloatVector.broadcast(WIDE, in[x + 24 * 16 + apart]), UPPER);
            s10 = w4.fma(even, s10);
        }
        s0.intoArray(out, outAt);
        s1.intoArray(out, outAt + outStep);
        s2.intoArray(out, outAt + 2 * outStep);
        s3.intoArray(out, outAt + 3 * outStep);
        s4.intoArray(out, outAt + 4 * outStep);
        s5.intoArray(out, outAt + 5 * outStep);
        s6.intoArray(out, outAt + 6 * outStep);
        s7.intoArray(out, outAt + 7 * outStep);
        s8.intoArray(out, outAt + 8 * outStep);
        s9.intoArray(out, outAt + 9 * outStep);
        s10.intoArray(out, outAt + 10 * outStep);
    }

    /** Whole rows, where what computes them would be too long with this in it. */
    static void activate(float[] rows, int from, int to, float slope) {
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(WIDE, rows, i);
            x.abs().fma(fold, x.mul(keep)).intoArray(rows, i);
        }
    }
}
