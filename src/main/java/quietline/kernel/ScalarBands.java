package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/**
 * Projections before the recurrent nets and the linear layer after them, of a {@link BandChain}.
 * The steps of the net that goes down are stored in reverse.
 */
final class ScalarBands {

    private static final int ROW = Row.FLOATS;
    private static final int FOUR = BandChain.FOUR;

    private ScalarBands() {}

    static void project(int steps, BandChain chain, float[] in, float[] gates) {
        for (int gate = 0; gate < BandChain.GATES; gate++) {
            for (int unit = 0; unit < FOUR; unit++) {
                project(steps, chain, gate, unit, in, gates);
                project(steps, chain, gate, unit + BandChain.DOWN, in, gates);
            }
        }
    }

    private static void project(
            int steps, BandChain chain, int gate, int lane, float[] in, float[] gates) {
        float[] w = chain.input();
        int at = gate * FOUR * ROW + lane;
        float w0 = w[at];
        float w1 = w[at + ROW];
        float w2 = w[at + 2 * ROW];
        float w3 = w[at + 3 * ROW];
        float bias = chain.inputBias()[gate * ROW + lane];
        boolean down = lane >= BandChain.DOWN;
        int x = down ? (steps - 1) * FOUR : 0;
        int move = down ? -FOUR : FOUR;
        int to = gate * steps * ROW + lane;
        for (int step = 0; step < steps; step++, x += move, to += ROW) {
            float low = fma(w1, in[x + 1], fma(w0, in[x], bias));
            gates[to] = low + fma(w3, in[x + 3], w2 * in[x + 2]);
        }
    }

    /** Computes the linear layer. */
    static void join(int steps, BandChain chain, float[] states, float[] out) {
        for (int output = 0; output < FOUR; output++) {
            join(steps, chain, output, states, out);
        }
    }

    private static void join(int steps, BandChain chain, int output, float[] states, float[] out) {
        float[] w = chain.linear();
        float w0 = w[output];
        float w1 = w[output + ROW];
        float w2 = w[output + 2 * ROW];
        float w3 = w[output + 3 * ROW];
        float w4 = w[output + 4 * ROW];
        float w5 = w[output + 5 * ROW];
        float w6 = w[output + 6 * ROW];
        float w7 = w[output + 7 * ROW];
        float bias = chain.linearBias()[output];
        int down = (steps - 1) * ROW + BandChain.DOWN;
        for (int up = 0; up < steps * ROW; up += ROW, down -= ROW) {
            float a = fma(w1, states[up + 1], fma(w0, states[up], bias));
            float b = fma(w3, states[up + 3], w2 * states[up + 2]);
            float c = fma(w5, states[down + 1], w4 * states[down]);
            float d = fma(w7, states[down + 3], w6 * states[down + 2]);
            out[up + output] = a + b + (c + d);
        }
    }
}
