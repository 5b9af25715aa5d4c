package quietline.gtcrn;

import static quietline.gtcrn.Shapes.BINS;
import static quietline.gtcrn.Shapes.CHANNELS;
import static quietline.gtcrn.Shapes.START;

import java.util.Arrays;
import quietline.kernel.Conv;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.GruMatrices;
import quietline.nn.LayerNorm;

/**
 * Recurrent path across frames, for each bin alone but with the same weights: eight units for
 * either half of the channels. Owns their states, (33, 16), what the network remembers longest.
 */
final class AcrossFrames {

    private static final int UNITS = CHANNELS / 2;

    private static final int[] IN_ROWS = {START};
    private static final int[] STATE_ROWS = {0};

    private final Kernels kernels;
    private final Numbers numbers;
    private final Conv input;
    private final Conv hidden;
    private final CausalConv linear;
    private final float[] states = new float[BINS * CHANNELS];
    private final Scratch scratch;

    AcrossFrames(Numbers numbers, Scratch scratch, Kernels kernels) {
        this.scratch = scratch;
        this.kernels = kernels;
        this.numbers = numbers;
        input = numbers.input.plan(BINS, kernels);
        hidden = numbers.hidden.plan(BINS, kernels);
        linear = new CausalConv(numbers.linear, kernels);
    }

    void forward(float[] in, float[] out) {
        float[] fromInput = scratch.fromInput;
        float[] fromState = scratch.fromState;
        input.run(in, IN_ROWS, fromInput, 0);
        hidden.run(states, STATE_ROWS, fromState, 0);
        kernels.recur(BINS * CHANNELS, fromInput, fromState, states, 0);
        linear.forward(states, 0, scratch.worked, 0);
        numbers.norm.forward(scratch.worked, in, out, START, kernels);
    }

    void reset() {
        Arrays.fill(states, 0);
    }

    record Numbers(LaneGates input, LaneGates hidden, ConvWeights linear, LayerNorm norm) {

        static Numbers of(StateDict dict, String name) {
            LaneGates input = new LaneGates();
            LaneGates hidden = new LaneGates();
            for (int half = 0; half < 2; half++) {
                GruMatrices gru = dict.gru(name + "rnn.rnn" + (1 + half), "l0", UNITS, UNITS);
                for (int u = 0; u < UNITS; u++) {
                    input.placeInput(half * UNITS + u, gru, u);
                    hidden.placeHidden(half * UNITS + u, gru, u);
                }
            }
            return new Numbers(
                    input,
                    hidden,
                    dict.linear(name + "fc", BINS, CHANNELS, CHANNELS),
                    dict.layerNorm(name + "ln", BINS, CHANNELS));
        }
    }
}
