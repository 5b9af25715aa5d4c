package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/** {@link DepthwiseTaps} lane by lane, with the weights of all taps in registers. */
final class ScalarDepthwiseTaps extends DepthwiseTaps {

    ScalarDepthwiseTaps(ConvShape shape, float[] weights, float[] bias) {
        super(shape, weights, bias, 1);
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (Phase phase : phases) {
            for (int lane = 0; lane < lanes; lane++) {
                lane(phase, lane, in, rows, out, at + phase.outFirst() + lane);
            }
        }
    }

    private void lane(Phase phase, int lane, float[] in, int[] rows, float[] out, int outAt) {
        int[] frames = phase.frames();
        int[] offsets = phase.offsets();
        int[] weightsAt = phase.weightsAt();
        float w0 = weights[weightsAt[0] + lane];
        float w1 = weights[weightsAt[1] + lane];
        float w2 = weights[weightsAt[2] + lane];
        float w3 = weights[weightsAt[3] + lane];
        float w4 = weights[weightsAt[4] + lane];
        float w5 = weights[weightsAt[5] + lane];
        int x0 = rows[frames[0]] + offsets[0] + lane;
        int x1 = rows[frames[1]] + offsets[1] + lane;
        int x2 = rows[frames[2]] + offsets[2] + lane;
        int x3 = rows[frames[3]] + offsets[3] + lane;
        int x4 = rows[frames[4]] + offsets[4] + lane;
        int x5 = rows[frames[5]] + offsets[5] + lane;
        float offset = bias[lane];
        int step = inStep;
        int to = outAt;
        for (int i = 0, end = phase.bins() * step; i < end; i += step, to += phase.outStep()) {
            float even = fma(w0, in[x0 + i], offset);
            float odd = w1 * in[x1 + i];
            even = fma(w2, in[x2 + i], even);
            odd = fma(w3, in[x3 + i], odd);
            even = fma(w4, in[x4 + i], even);
            out[to] = even + fma(w5, in[x5 + i], odd);
        }
    }
}
