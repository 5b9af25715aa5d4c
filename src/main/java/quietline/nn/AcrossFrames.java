package quietline.nn;

import java.util.Arrays;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.Row;

/**
 * The recurrent path across frames. Every bin has a state of its own, and all bins have the same
 * weights: eight units for each half of the 16 channels. Owns the states, shaped (bins, 16).
 */
final class AcrossFrames {

    private static final int LANES = Row.FLOATS;
    private static final int UNITS = LANES / 2;

    private final Kernels kernels;
    private final Numbers numbers;
    private final Gru gru;
    private final CausalConv linear;
    private final float[] states;
    private final Scratch scratch;

    AcrossFrames(Numbers numbers, Scratch scratch, Kernels kernels) {
        this.scratch = scratch;
        this.kernels = kernels;
        this.numbers = numbers;
        int bins = numbers.frame.bins();
        states = new float[bins * LANES];
        gru =
                new Gru(
                        states.length,
                        numbers.input.plan(bins, kernels),
                        numbers.hidden.plan(bins, kernels),
                        scratch.fromInput,
                        scratch.fromState,
                        kernels);
        linear = new CausalConv(numbers.linear, kernels);
    }

    void forward(float[] in, float[] out) {
        int start = numbers.frame.start();
        gru.step(in, start, states, 0);
        linear.forward(states, 0, scratch.worked, 0);
        numbers.norm.forward(scratch.worked, in, out, start, kernels);
    }

    void reset() {
        Arrays.fill(states, 0);
    }

    record Numbers(
            FrameShape frame,
            LaneGates input,
            LaneGates hidden,
            ConvWeights linear,
            LayerNorm norm) {

        static Numbers of(StateDict dict, String prefix, FrameShape frame) {
            LaneGates input = new LaneGates();
            LaneGates hidden = new LaneGates();
            for (int half = 0; half < 2; half++) {
                GruMatrices gru = dict.gru(prefix + "rnn.rnn" + (1 + half), "l0", UNITS, UNITS);
                for (int u = 0; u < UNITS; u++) {
                    input.placeInput(half * UNITS + u, gru, u);
                    hidden.placeHidden(half * UNITS + u, gru, u);
                }
            }
            return new Numbers(
                    frame,
                    input,
                    hidden,
                    dict.linear(prefix + "fc", frame.bins(), LANES, LANES),
                    dict.layerNorm(prefix + "ln", frame.bins(), LANES));
        }
    }
}
