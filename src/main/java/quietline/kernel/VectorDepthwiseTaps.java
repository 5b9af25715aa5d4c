package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/** {@link DepthwiseTaps} with the weights of all taps in registers. */
final class VectorDepthwiseTaps extends DepthwiseTaps {

    VectorDepthwiseTaps(ConvShape shape, float[] weights, float[] bias, float slope) {
        super(shape, weights, bias, slope);
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (Phase phase : phases) {
            for (int lane = 0; lane < lanes; lane += LANES) {
                lanes(phase, lane, in, rows, out, at + phase.outFirst() + lane);
            }
        }
    }

    private void lanes(Phase phase, int lane, float[] in, int[] rows, float[] out, int outAt) {
        int[] frames = phase.frames();
        int[] offsets = phase.offsets();
        int[] weightsAt = phase.weightsAt();
        FloatVector w0 = FloatVector.fromArray(WIDE, weights, weightsAt[0] + lane);
        FloatVector w1 = FloatVector.fromArray(WIDE, weights, weightsAt[1] + lane);
        FloatVector w2 = FloatVector.fromArray(WIDE, weights, weightsAt[2] + lane);
        FloatVector w3 = FloatVector.fromArray(WIDE, weights, weightsAt[3] + lane);
        FloatVector w4 = FloatVector.fromArray(WIDE, weights, weightsAt[4] + lane);
        FloatVector w5 = FloatVector.fromArray(WIDE, weights, weightsAt[5] + lane);
        int x0 = rows[frames[0]] + offsets[0] + lane;
        int x1 = rows[frames[1]] + offsets[1] + lane;
        int x2 = rows[frames[2]] + offsets[2] + lane;
        int x3 = rows[frames[3]] + offsets[3] + lane;
        int x4 = rows[frames[4]] + offsets[4] + lane;
        int x5 = rows[frames[5]] + offsets[5] + lane;
        FloatVector offset = FloatVector.fromArray(WIDE, bias, lane);
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        int step = inStep;
        int outStep = phase.outStep();
        int end = phase.bins() * step;
        for (int i = 0, to = outAt; i < end; i += step, to += outStep) {
            FloatVector even = w0.fma(FloatVector.fromArray(WIDE, in, x0 + i), offset);
            FloatVector odd = w1.mul(FloatVector.fromArray(WIDE, in, x1 + i));
            even = w2.fma(FloatVector.fromArray(WIDE, in, x2 + i), even);
            odd = w3.fma(FloatVector.fromArray(WIDE, in, x3 + i), odd);
            even = w4.fma(FloatVector.fromArray(WIDE, in, x4 + i), even);
            odd = w5.fma(FloatVector.fromArray(WIDE, in, x5 + i), odd);
            FloatVector sum = even.add(odd);
            sum.abs().fma(fold, sum.mul(keep)).intoArray(out, to);
        }
    }
}
