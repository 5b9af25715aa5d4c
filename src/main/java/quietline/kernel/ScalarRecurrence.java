package quietline.kernel;

/**
 * Recurrent units. As they do not wait for each other, short loops do one thing each to all of
 * them, which the compiler turns into SIMD where all arrays share one index.
 */
final class ScalarRecurrence {

    private ScalarRecurrence() {}

    static void recur(int units, float[] fromInput, float[] fromState, float[] state, int at) {
        open(2 * units, fromInput, fromState);
        for (int i = 0, n = 2 * units; i < units; i++, n++) {
            fromInput[n] += fromInput[i] * fromState[n];
        }
        propose(2 * units, 3 * units, fromInput);
        for (int i = 0; i < units; i++) {
            float n = fromInput[2 * units + i];
            state[at + i] = n + fromInput[units + i] * (state[at + i] - n);
        }
    }

    private static void open(int end, float[] gates, float[] fromState) {
        for (int i = 0; i < end; i++) {
            gates[i] = ScalarMath.sigmoidOfTwice(gates[i] + fromState[i]);
        }
    }

    private static void propose(int from, int end, float[] gates) {
        for (int i = from; i < end; i++) {
            gates[i] = ScalarMath.tanh(gates[i]);
        }
    }
}
