package quietline.nn;

import quietline.kernel.Kernels;

/**
 * A gated recurrent unit, one step at a time:
 *
 * <pre>
 * r = σ(Wr·x + Ur·h)   z = σ(Wz·x + Uz·h)   n = tanh(Wn·x + bn + r∘(Un·h + cn))   h ← n + z∘(h - n)
 * </pre>
 *
 * The state h lies in the caller's array, and so does what the gates get from inputs and state.
 */
public final class Gru {

    private final Kernels kernels;
    private final int units;
    private final CausalConv input;
    private final CausalConv hidden;
    private final float[] fromInput;
    private final float[] fromState;

    /** {@code fromInput} and {@code fromState} hold three floats for each unit or more. */
    public Gru(GruWeights weights, float[] fromInput, float[] fromState, Kernels kernels) {
        this.kernels = kernels;
        this.units = weights.units();
        this.input = new CausalConv(weights.fromInput(), kernels);
        this.hidden = new CausalConv(weights.fromState(), kernels);
        this.fromInput = fromInput;
        this.fromState = fromState;
    }

    /**
     * Replaces the {@code units} floats of {@code state} from {@code stateAt} on by the next state.
     */
    public void step(float[] in, int inAt, float[] state, int stateAt) {
        input.forward(in, inAt, fromInput, 0);
        hidden.forward(state, stateAt, fromState, 0);
        kernels.recur(units, fromInput, fromState, state, stateAt);
    }
}
