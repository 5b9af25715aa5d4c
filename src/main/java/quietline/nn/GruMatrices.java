package quietline.nn;

/**
 * A gated recurrent unit's numbers as PyTorch keeps them: gates in the order r, z, n, matrices
 * shaped (3·units, inputs) and (3·units, units), two biases. Read gate by gate, they come with the
 * half that {@link quietline.kernel.Kernels#recur} wants of r and z.
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

    private static float half(int gate) {
        return gate == N ? 1 : 0.5f;
    }
}
