package quietline.nn;

import quietline.kernel.Conv;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.Row;

/**
 * The recurrent path across the bins of one frame, in both directions. It keeps no state between
 * frames. Each half of the 16 channels has four units that go up the bins and four that go down. A
 * row of states holds: first half up, first half down, second half up, second half down.
 */
final class AcrossBands {

    private static final int LANES = Row.FLOATS;
    private static final int HALF = LANES / 2;
    private static final int UNITS = LANES / 4;

    private final Kernels kernels;
    private final Numbers numbers;
    private final Conv input;
    private final CausalConv linear;
    private final Scratch scratch;
    private final int[] rows;

    AcrossBands(Numbers numbers, Scratch scratch, Kernels kernels) {
        this.scratch = scratch;
        this.kernels = kernels;
        this.numbers = numbers;
        rows = new int[] {numbers.frame.start()};
        input = numbers.input.plan(numbers.frame.bins(), kernels);
        linear = new CausalConv(numbers.linear, kernels);
    }

    void forward(float[] in, float[] out) {
        float[] gates = scratch.fromInput;
        float[] states = scratch.filtered;
        SweepStates hidden = numbers.hidden;
        input.run(in, rows, gates, 0);
        kernels.sweep(numbers.frame.bins(), gates, hidden.weights(), hidden.bias(), states);
        linear.forward(states, scratch.worked);
        numbers.norm.forward(scratch.worked, in, out, numbers.frame.start(), kernels);
    }

    record Numbers(
            FrameShape frame,
            LaneGates input,
            SweepStates hidden,
            ConvWeights linear,
            LayerNorm norm) {

        static Numbers of(StateDict dict, String prefix, FrameShape frame) {
            LaneGates input = new LaneGates();
            SweepStates states = new SweepStates();
            for (int quarter = 0; quarter < LANES / UNITS; quarter++) {
                String rnn = prefix + "rnn.rnn" + (1 + quarter / 2);
                String direction = quarter % 2 == 0 ? "l0" : "l0_reverse";
                GruMatrices gru = dict.gru(rnn, direction, HALF, UNITS);
                for (int u = 0; u < UNITS; u++) {
                    int lane = quarter * UNITS + u;
                    input.placeInput(lane, gru, u);
                    states.place(lane, gru, u);
                }
            }
            return new Numbers(
                    frame,
                    input,
                    states,
                    dict.linear(prefix + "fc", frame.bins(), LANES, LANES),
                    dict.layerNorm(prefix + "ln", frame.bins(), LANES));
        }
    }
}
