package quietline.nn;

import quietline.kernel.Conv;
import quietline.kernel.Kernels;
import quietline.kernel.Row;

/**
 * Weights and biases of the gates of 16 recurrent units side by side, one on each lane of a row.
 * Each unit reads the eight floats of its own half of the row. In the order of {@link
 * Kernels#planGates}.
 */
record LaneGates(float[] weights, float[] bias) {

    private static final int LANES = Row.FLOATS;
    private static final int HALF = LANES / 2;
    private static final int GATES = 3;

    LaneGates() {
        this(new float[HALF * GATES * LANES], new float[GATES * LANES]);
    }

    Conv plan(int bins, Kernels kernels) {
        return kernels.planGates(bins, weights, bias);
    }

    /**
     * Sets a lane's weights for a unit's inputs. The bias is the sum of both biases, but for gate n
     * that of the inputs alone, because the reset gate scales the other one.
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

    /** Sets a lane's weights for the states, and the bias that gate n's reset gate scales. */
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
