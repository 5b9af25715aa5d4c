package quietline.ulunas;

import java.util.Arrays;
import quietline.kernel.BinAxis;
import quietline.kernel.Conv;
import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.Row;
import quietline.kernel.UlunasKernels;
import quietline.nn.Affine;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.GruMatrices;
import quietline.nn.StateDict;
import quietline.nn.SweepStates;

/**
 * Attention over the bins of one frame: the bins' mean squares, four at a time, are the inputs of a
 * recurrent net that goes up the fours and of one that goes down; a linear layer of both states
 * gives four numbers for the bins of each four. Keeps no state between frames.
 */
final class BandAttention {

    private static final int FOUR = 4;
    private static final int GATES = 3;

    private final Kernels kernels;
    private final Numbers numbers;
    private final Conv[] gates = new Conv[GATES];
    private final CausalConv linear;
    private final UlunasScratch scratch;
    private final int[] fours = new int[1];

    BandAttention(Numbers numbers, UlunasScratch scratch, Kernels kernels) {
        this.numbers = numbers;
        this.scratch = scratch;
        this.kernels = kernels;
        for (int gate = 0; gate < GATES; gate++) {
            gates[gate] = numbers.gates[gate].plan(kernels);
        }
        linear = new CausalConv(numbers.linear, kernels);
    }

    /**
     * Returns half of the linear layer's output, as the kernels expect arguments of σ: that of bin
     * b at {@code 16⌊b/4⌋ + b mod 4}.
     */
    float[] forward(float[] x) {
        FrameShape frame = numbers.frame;
        float[] powers = scratch.powers;
        UlunasKernels.of(kernels)
                .bandPower(frame.bins(), frame.pitch(), frame.channels(), x, powers);
        Arrays.fill(powers, frame.bins(), numbers.rows() * FOUR, 0);
        for (int gate = 0; gate < GATES; gate++) {
            // Rows beyond the frame's are overwritten by the next gate's.
            gates[gate].run(powers, fours, scratch.gates, gate * numbers.steps() * Row.FLOATS);
        }
        SweepStates states = numbers.states;
        kernels.sweep(
                numbers.steps(), scratch.gates, states.weights(), states.bias(), scratch.states);
        linear.forward(scratch.states, scratch.attention);
        return scratch.attention;
    }

    /**
     * The weights for frames of this shape. Immutable; shared by all streams.
     *
     * @param gates that of the inputs for each gate: units that go up on the first four lanes,
     *     units that go down on the next
     */
    record Numbers(FrameShape frame, ConvWeights[] gates, SweepStates states, ConvWeights linear) {

        /** Kernels compute at least eleven rows at once. */
        private static final int LEAST_ROWS = 11;

        static Numbers of(StateDict dict, String prefix, FrameShape frame) {
            ConvShape shape =
                    ConvShape.over(
                            new FrameShape(rows(frame), FOUR), Row.FLOATS, 1, 1, BinAxis.POINT);
            float[][] weights = new float[GATES][Row.FLOATS * FOUR];
            float[][] biases = new float[GATES][Row.FLOATS];
            SweepStates states = new SweepStates();
            String[] directions = {"l0", "l0_reverse"};
            for (int lane = 0; lane < directions.length * FOUR; lane++) {
                String direction = directions[lane / FOUR];
                GruMatrices gru = dict.gru(prefix + "gru", direction, FOUR, FOUR);
                int unit = lane % FOUR;
                states.place(lane, gru, unit);
                for (int gate = 0; gate < GATES; gate++) {
                    for (int i = 0; i < FOUR; i++) {
                        weights[gate][lane * FOUR + i] = gru.input(gate, unit, i);
                    }
                    float shared = gate == GruMatrices.N ? 0 : gru.hiddenBias(gate, unit);
                    biases[gate][lane] = gru.inputBias(gate, unit) + shared;
                }
            }
            ConvWeights[] gates = new ConvWeights[GATES];
            for (int gate = 0; gate < GATES; gate++) {
                gates[gate] = ConvWeights.conv(shape, 1, weights[gate], biases[gate]);
            }
            FrameShape both = new FrameShape(rows(frame), 2 * FOUR, Row.FLOATS, 0);
            float[] matrix = dict.take(prefix + "fc.weight", FOUR, 2 * FOUR);
            float[] offset = dict.take(prefix + "fc.bias", FOUR);
            ConvWeights linear =
                    ConvWeights.conv(ConvShape.pointwise(both, FOUR), 1, matrix, offset)
                            .then(Affine.uniform(FOUR, 0.5f))
                            .onLanes(Lanes.ordered(FOUR));
            return new Numbers(frame, gates, states, linear);
        }

        /** Returns the steps of the recurrent nets; the last four may lack some bins. */
        int steps() {
            return (frame.bins() + FOUR - 1) / FOUR;
        }

        int rows() {
            return rows(frame);
        }

        private static int rows(FrameShape frame) {
            return Math.max(LEAST_ROWS, (frame.bins() + FOUR - 1) / FOUR);
        }
    }
}
