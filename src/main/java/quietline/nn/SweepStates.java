package quietline.nn;

import quietline.kernel.Kernels;
import quietline.kernel.Row;

/**
 * Weights of the states, and the candidates' biases, of 16 recurrent units side by side, four in
 * each quarter of a row, in the order of {@link Kernels#sweep}.
 */
public record SweepStates(float[] weights, float[] bias) {

    private static final int LANES = Row.FLOATS;
    private static final int UNITS = LANES / 4;
    private static final int GATES = 3;

    /** Creates states that stay zero until {@link #place} sets their weights. */
    public SweepStates() {
        this(new float[GATES * UNITS * LANES], new float[LANES]);
    }

    /** Sets a lane's weights to those of a unit. */
    public void place(int lane, GruMatrices gru, int unit) {
        for (int gate = 0; gate < GATES; gate++) {
            for (int j = 0; j < UNITS; j++) {
                weights[(gate * UNITS + j) * LANES + lane] = gru.hidden(gate, unit, j);
            }
        }
        bias[lane] = gru.hiddenBias(GruMatrices.N, unit);
    }
}
