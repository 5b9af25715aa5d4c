package quietline.gtcrn;

import static quietline.gtcrn.GtcrnWeights.BINS;
import static quietline.gtcrn.GtcrnWeights.CHANNELS;
import static quietline.gtcrn.GtcrnWeights.START;

import java.util.Arrays;
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

    private final Kernels kernels;
    private final Numbers numbers;
    private final CausalConv linear;
    private final float[] states = new float[BINS * CHANNELS];
    private final Scratch scratch;

    AcrossFrames(Numbers numbers, Scratch scratch, Kernels kernels) {
        this.scratch = scratch;
        this.kernels = kernels;
        this.numbers = numbers;
        linear = new CausalConv(numbers.linear, kernels);
    }

    void forward(float[] in, float[] out) {
        LaneGates input = numbers.input;
        LaneGates hidden = numbers.hidden;
        float[] fromInput = scratch.fromInput;
        float[] fromState = scratch.fromState;
        kernels.projectHalves(BINS, in, START, input.weights(), input.bias(), fromInput);
        kernels.projectHalves(BINS, states, 0, hidden.weights(), hidden.bias(), fromState);
        kernels.recur(BINS * CHANNELS, fromInput, fromState, states, 0);
        linear.forward(states, 0, scratch.worked, 0);
        numbers.norm.forward(scratch.worked, in, START, out, START, kernels);
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
                    DpGrnn.Numbers.linear(dict, name + "fc"),
                    dict.layerNorm(name + "ln", BINS, CHANNELS));
        }
    }
}
