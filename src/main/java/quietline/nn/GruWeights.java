package quietline.nn;

/**
 * A gated recurrent unit's numbers, gates in the order r, z, n, matrices turned so that the weights
 * of one input lie together: {@code input} (inputs, 3·units), {@code hidden} (units, 3·units).
 * Immutable; shared by all streams.
 */
public record GruWeights(
        int inputs,
        int units,
        float[] input,
        float[] hidden,
        float[] inputBias,
        float[] hiddenBias) {

    /** Of matrices shaped (3·units, inputs) and (3·units, units), as PyTorch keeps them. */
    public static GruWeights of(
            int inputs,
            int units,
            float[] input,
            float[] hidden,
            float[] inputBias,
            float[] hiddenBias) {
        float[] turnedInput = Matrix.turned(input, 3 * units, inputs);
        float[] turnedHidden = Matrix.turned(hidden, 3 * units, units);
        return new GruWeights(inputs, units, turnedInput, turnedHidden, inputBias, hiddenBias);
    }
}
