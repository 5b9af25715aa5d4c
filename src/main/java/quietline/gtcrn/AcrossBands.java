package quietline.gtcrn;

import static quietline.gtcrn.Shapes.BINS;
import static quietline.gtcrn.Shapes.CHANNELS;
import static quietline.gtcrn.Shapes.START;

import quietline.kernel.Conv;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.GruMatrices;
import quietline.nn.LayerNorm;

/**
 * Recurrent path across the bands of one frame, both ways and from nothing. Each half of the
 * channels has four units up and four down; a row's 16 lanes are up, down, up, down, as the outputs
 * are joined.
 */
final class AcrossBands {

    private static final int UNITS = 4;
    private static final int HALF = CHANNELS / 2;

    private static final int[] ROWS = {START};

    private final Kernels kernels;
    private final Numbers numbers;
    private final Conv input;
    private final CausalConv linear;
    private final Scratch scratch;

    AcrossBands(Numbers numbers, Scratch scratch, Kernels kernels) {
        this.scratch = scratch;
        this.kernels = kernels;
        this.numbers = numbers;
        input = numbers.input.plan(BINS, kernels);
        linear = new CausalConv(numbers.linear, kernels);
    }

    void forward(float[] in, float[] out) {
        float[] gates = scratch.fromInput;
        float[] states = scratch.filtered;
        input.run(in, ROWS, gates, 0);
        kernels.sweep(BINS, gates, numbers.hidden, numbers.hiddenBias, states);
        linear.forward(states, scratch.worked);
        numbers.norm.forward(scratch.worked, in, out, START, kernels);
    }

    record Numbers(
            LaneGates input,
            float[] hidden,
            float[] hiddenBias,
            ConvWeights linear,
            LayerNorm norm) {

        static Numbers of(StateDict dict, String name) {
            LaneGates input = new LaneGates();
            float[] hidden = new float[3 * UNITS * CHANNELS];
            float[] hiddenBias = new float[CHANNELS];
            for (int quarter = 0; quarter < CHANNELS / UNITS; quarter++) {
                String rnn = name + "rnn.rnn" + (1 + quarter / 2);
                String direction = quarter % 2 == 0 ? "l0" : "l0_reverse";
                GruMatrices gru = dict.gru(rnn, direction, HALF, UNITS);
                for (int u = 0; u < UNITS; u++) {
                    int lane = quarter * UNITS + u;
                    input.placeInput(lane, gru, u);
                    for (int gate = 0; gate < 3; gate++) {
                        for (int j = 0; j < UNITS; j++) {
                            hidden[(gate * UNITS + j) * CHANNELS + lane] = gru.hidden(gate, u, j);
                        }
                    }
                    hiddenBias[lane] = gru.hiddenBias(GruMatrices.N, u);
                }
            }
            return new Numbers(
                    input,
                    hidden,
                    hiddenBias,
                    dict.linear(name + "fc", BINS, CHANNELS, CHANNELS),
                    dict.layerNorm(name + "ln", BINS, CHANNELS));
        }
    }
}
