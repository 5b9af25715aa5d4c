package quietline.nn;

/**
 * A GRU's weights as PyTorch stores them: gates in the order r, z, n, matrices shaped (3·units,
 * inputs) and (3·units, units), and two biases. The methods return half of the numbers of r and z,
 * as {@link quietline.kernel.Kernels#recur} expects.
 */
public record GruMatrices(
        int inputs,
        int units,
        float[] input,
        float[] hidden,
        float[] inputBias,
        float[] hiddenBias) {

    public static final int R = 0;
    public static final int Z = 1;
    public static final int N = 2;

    public float input(int gate, int unit, int from) {
        return half(gate) * input[(gate * units + unit) * inputs + from];
    }

    public float hidden(int gate, int unit, int from) {
        return half(gate) * hidden[(gate * units + unit) * units + from];
    }

    public float inputBias(int gate, int unit) {
        return half(gate) * inputBias[gate * units + unit];
    }

    public float hiddenBias(int gate, int unit) {
        return half(gate) * hiddenBias[gate * units + unit];
    }

    /** Returns the same unit for inputs on the even lanes, with odd lanes that have no effect. */
    public GruMatrices onEvenInputs() {
        float[] spaced = new float[2 * input.length];
        for (int i = 0; i < input.length; i++) {
            spaced[2 * i] = input[i];
        }
        return new GruMatrices(2 * inputs, units, spaced, hidden, inputBias, hiddenBias);
    }

    private static float half(int gate) {
        return gate == N ? 1 : 0.5f;
    }
}
