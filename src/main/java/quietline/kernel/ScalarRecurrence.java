package quietline.kernel;

/**
 * Recurrent units. As the units of a frame do not wait for each other, short loops do one thing
 * each to all floats of an array, which the compiler turns into SIMD; on two thirds of them it
 * means nothing, and is still five times faster than picking out the third where it does.
 */
final class ScalarRecurrence {

    private static final int ROW = Kernels.ROW;
    private static final int GATES = 3 * ROW;

    private ScalarRecurrence() {}

    static void recur(
            int units, float[] fromInput, float[] fromState, float[] state, int at, int rows) {
        if (units != ROW) {
            anyNumber(units, fromInput, fromState, state, at, rows);
            return;
        }
        int end = rows * GATES;
        sum(end, fromInput, fromState);
        shut(end - 2 * ROW, fromInput, fromState);
        propose(end - 2 * ROW, fromInput, fromState);
        open(end, fromInput);
        for (int row = 0, here = at; row < end; row += GATES, here += ROW) {
            for (int u = 0; u < ROW; u++) {
                float n = fromState[row + u];
                state[here + u] = n + fromInput[row + ROW + u] * (state[here + u] - n);
            }
        }
    }

    private static void sum(int end, float[] gates, float[] fromState) {
        for (int i = 0; i < end; i++) {
            gates[i] += fromState[i];
        }
    }

    private static void shut(int end, float[] gates, float[] fromState) {
        for (int i = 0; i < end; i++) {
            fromState[i] = (1 - ScalarMath.sigmoidOfTwice(gates[i])) * fromState[i + 2 * ROW];
        }
    }

    private static void propose(int end, float[] gates, float[] fromState) {
        for (int i = 0; i < end; i++) {
            fromState[i] = ScalarMath.tanh(gates[i + 2 * ROW] - fromState[i]);
        }
    }

    private static void open(int end, float[] gates) {
        for (int i = 0; i < end; i++) {
            gates[i] = ScalarMath.sigmoidOfTwice(gates[i]);
        }
    }

    private static void anyNumber(
            int units, float[] fromInput, float[] fromState, float[] state, int at, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int u = 0; u < units; u++) {
                int r = row * 3 * units + u;
                int z = r + units;
                int n = z + units;
                float open = ScalarMath.sigmoidOfTwice(fromInput[r] + fromState[r]);
                float keep = ScalarMath.sigmoidOfTwice(fromInput[z] + fromState[z]);
                float next = ScalarMath.tanh(fromInput[n] + open * fromState[n]);
                int here = at + row * units + u;
                state[here] = next + keep * (state[here] - next);
            }
        }
    }
}
