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

    /**
     * Returns the same units for inputs on other lanes, followed by units that stay zero.
     *
     * @param inputAt the input on each lane, or -1 for a lane without effect
     * @param allUnits the number of units, the added ones included
     */
    public GruMatrices arranged(int[] inputAt, int allUnits) {
        int lanes = inputAt.length;
        float[] in = new float[3 * allUnits * lanes];
        float[] state = new float[3 * allUnits * allUnits];
        float[] inBias = new float[3 * allUnits];
        float[] stateBias = new float[3 * allUnits];
        for (int row = 0; row < 3 * units; row++) {
            int to = row / units * allUnits + row % units;
            for (int lane = 0; lane < lanes; lane++) {
                in[to * lanes + lane] = inputAt[lane] < 0 ? 0 : input[row * inputs + inputAt[lane]];
            }
            System.arraycopy(hidden, row * units, state, to * allUnits, units);
            inBias[to] = inputBias[row];
            stateBias[to] = hiddenBias[row];
        }
        return new GruMatrices(lanes, allUnits, in, state, inBias, stateBias);
    }

    private static float half(int gate) {
        return gate == N ? 1 : 0.5f;
    }
}
