package quietline.nn;

import quietline.kernel.Conv;
import quietline.kernel.Kernels;

/**
 * Gated recurrent units, one step at a time:
 *
 * <pre>
 * r = σ(Wr·x + Ur·h)   z = σ(Wz·x + Uz·h)   n = tanh(Wn·x + bn + r∘(Un·h + cn))   h ← n + z∘(h - n)
 * </pre>
 *
 * The caller owns the state h and the arrays for the sums of the gates.
 */
public final class Gru {

    private final Kernels kernels;
    private final int units;
    private final Conv input;
    private final Conv hidden;
    private final float[] fromInput;
    private final float[] fromState;
    private final int[] inputRow = new int[1];
    private final int[] stateRow = new int[1];

    /** Uses {@code fromInput} and {@code fromState} as scratch: at least 3·units floats. */
    public Gru(GruWeights weights, float[] fromInput, float[] fromState, Kernels kernels) {
        this(
                weights.units(),
                weights.fromInput().plan(kernels),
                weights.fromState().plan(kernels),
                fromInput,
                fromState,
                kernels);
    }

    /** Creates units whose gates come from any convolution, such as that of {@link LaneGates}. */
    Gru(int units, Conv input, Conv hidden, float[] fromInput, float[] fromState, Kernels kernels) {
        this.kernels = kernels;
        this.units = units;
        this.input = input;
        this.hidden = hidden;
        this.fromInput = fromInput;
        this.fromState = fromState;
    }

    /** Replaces the state, which begins at {@code stateAt}, with the next one. */
    public void step(float[] in, int inAt, float[] state, int stateAt) {
        inputRow[0] = inAt;
        stateRow[0] = stateAt;
        input.run(in, inputRow, fromInput, 0);
        hidden.run(state, stateRow, fromState, 0);
        kernels.recur(units, fromInput, fromState, state, stateAt);
    }
}
