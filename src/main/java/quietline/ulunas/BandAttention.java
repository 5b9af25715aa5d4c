package quietline.ulunas;

import java.util.Arrays;
import quietline.kernel.BandChain;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.Row;
import quietline.kernel.UlunasKernels;
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

    private final UlunasKernels kernels;
    private final Numbers numbers;
    private final UlunasScratch scratch;

    BandAttention(Numbers numbers, UlunasScratch scratch, Kernels kernels) {
        this.numbers = numbers;
        this.scratch = scratch;
        this.kernels = UlunasKernels.of(kernels);
    }

    /**
     * Returns half of the linear layer's output, as the kernels expect arguments of σ: that of bin
     * b at {@code 16⌊b/4⌋ + b mod 4}.
     */
    float[] forward(float[] x) {
        FrameShape frame = numbers.frame;
        float[] powers = scratch.powers;
        int steps = numbers.steps();
        kernels.bandPower(frame, x, powers);
        Arrays.fill(powers, frame.bins(), steps * FOUR, 0);
        kernels.attendBands(
                steps, numbers.chain, powers, scratch.gates, scratch.states, scratch.attention);
        return scratch.attention;
    }

    /** Returns how many floats {@link #forward} returns. */
    int outputs() {
        return numbers.steps() * Row.FLOATS;
    }

    /** The weights for frames of this shape. Immutable; shared by all streams. */
    record Numbers(FrameShape frame, BandChain chain) {

        private static final int LANES = Row.FLOATS;
        private static final int GATES = 3;
        private static final String[] DIRECTIONS = {"l0", "l0_reverse"};

        static Numbers of(StateDict dict, String prefix, FrameShape frame) {
            float[] input = new float[GATES * FOUR * LANES];
            float[] inputBias = new float[GATES * LANES];
            SweepStates states = new SweepStates();
            for (int direction = 0; direction < DIRECTIONS.length; direction++) {
                GruMatrices gru = dict.gru(prefix + "gru", DIRECTIONS[direction], FOUR, FOUR);
                for (int unit = 0; unit < FOUR; unit++) {
                    int lane = direction * 2 * FOUR + unit;
                    states.place(lane, gru, unit);
                    for (int gate = 0; gate < GATES; gate++) {
                        for (int i = 0; i < FOUR; i++) {
                            input[(gate * FOUR + i) * LANES + lane] = gru.input(gate, unit, i);
                        }
                        float shared = gate == GruMatrices.N ? 0 : gru.hiddenBias(gate, unit);
                        inputBias[gate * LANES + lane] = gru.inputBias(gate, unit) + shared;
                    }
                }
            }
            float[] matrix = dict.take(prefix + "fc.weight", FOUR, 2 * FOUR);
            float[] offset = dict.take(prefix + "fc.bias", FOUR);
            float[] linear = new float[2 * FOUR * LANES];
            float[] linearBias = new float[LANES];
            for (int output = 0; output < FOUR; output++) {
                linearBias[output] = offset[output] / 2;
                for (int i = 0; i < 2 * FOUR; i++) {
                    linear[i * LANES + output] = matrix[output * 2 * FOUR + i] / 2;
                }
            }
            return new Numbers(
                    frame,
                    new BandChain(
                            input, inputBias, states.weights(), states.bias(), linear, linearBias));
        }

        /** Returns the steps of the recurrent nets; the last four may lack some bins. */
        int steps() {
            return (frame.bins() + FOUR - 1) / FOUR;
        }
    }
}
