package quietline.gtcrn;

import quietline.kernel.Conv;
import quietline.kernel.Kernels;
import quietline.nn.GruMatrices;

/**
 * What the gates of recurrent units take from the eight floats of their half of a row, for units
 * that lie side by side on 16 lanes: in the order of {@link Kernels#planGates}.
 */
record LaneGates(float[] weights, float[] bias) {

    private static final int LANES = 16;
    private static final int HALF = 8;
    private static final int GATES = 3;

    LaneGates() {
        this(new float[HALF * GATES * LANES], new float[GATES * LANES]);
    }

    Conv plan(int bins, Kernels kernels) {
        return kernels.planGates(bins, weights, bias);
    }

    /**
     * Puts a unit's weights for its inputs on a lane, with both biases but for the candidate's own.
     */
    void placeInput(int lane, GruMatrices gru, int unit) {
        for (int gate = 0; gate < GATES; gate++) {
            for (int i = 0; i < HALF; i++) {
                weights[at(i, gate, lane)] = gru.input(gate, unit, i);
            }
            float shared = gate == GruMatrices.N ? 0 : gru.hiddenBias(gate, unit);
            bias[at(0, gate, lane)] = gru.inputBias(gate, unit) + shared;
        }
    }

    /** Puts a unit's weights for its group's states on a lane. */
    void placeHidden(int lane, GruMatrices gru, int unit) {
        for (int gate = 0; gate < GATES; gate++) {
            for (int i = 0; i < HALF; i++) {
                weights[at(i, gate, lane)] = gru.hidden(gate, unit, i);
            }
        }
        bias[at(0, GruMatrices.N, lane)] = gru.hiddenBias(GruMatrices.N, unit);
    }

    private static int at(int input, int gate, int lane) {
        return (input * GATES + gate) * LANES + lane;
    }
}
