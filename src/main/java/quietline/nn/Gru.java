package quietline.nn;

import quietline.kernel.Kernels;

/**
 * A gated recurrent unit, one step at a time:
 *
 * <pre>
 * r = σ(Wr·x + Ur·h)   z = σ(Wz·x + Uz·h)   n = tanh(Wn·x + bn + r∘(Un·h + cn))   h ← n + z∘(h - n)
 * </pre>
 *
 * The state h lies in the caller's array, since one unit may run over many bins, each with its own.
 */
public final class Gru {

    private final Kernels kernels;
    private final GruWeights weights;
    private final float[] fromInput;
    private final float[] fromHidden;

    public Gru(GruWeights weights, Kernels kernels) {
        this.kernels = kernels;
        this.weights = weights;
        this.fromInput = new float[3 * weights.units()];
        this.fromHidden = new float[3 * weights.units()];
    }

    /**
     * Replaces the {@code units} floats of {@code state} from {@code stateAt} on by the next state.
     */
    public void step(float[] in, int inAt, float[] state, int stateAt) {
        int units = weights.units();
        project(in, inAt, weights.inputs(), weights.input(), weights.inputBias(), fromInput);
        project(state, stateAt, units, weights.hidden(), weights.hiddenBias(), fromHidden);
        for (int i = 0; i < 2 * units; i++) {
            fromInput[i] += fromHidden[i];
        }
        kernels.sigmoid(fromInput, 0, 2 * units);
        for (int i = 0; i < units; i++) {
            fromInput[2 * units + i] += fromInput[i] * fromHidden[2 * units + i];
        }
        kernels.tanh(fromInput, 2 * units, units);
        for (int i = 0; i < units; i++) {
            float candidate = fromInput[2 * units + i];
            float keep = fromInput[units + i];
            state[stateAt + i] = candidate + keep * (state[stateAt + i] - candidate);
        }
    }

    private void project(float[] x, int at, int count, float[] matrix, float[] bias, float[] out) {
        System.arraycopy(bias, 0, out, 0, out.length);
        for (int i = 0; i < count; i++) {
            kernels.axpy(x[at + i], matrix, i * out.length, out, 0, out.length);
        }
    }
}
