package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.UPPER;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/** {@link ScalarBands} on vectors of a whole row; narrower ones use it itself. */
final class VectorBands {

    private static final int ROW = Row.FLOATS;
    private static final int FOUR = BandChain.FOUR;

    private VectorBands() {}

    static void project(int steps, BandChain chain, float[] in, float[] gates) {
        if (LANES < ROW) {
            ScalarBands.project(steps, chain, in, gates);
            return;
        }
        for (int gate = 0; gate < BandChain.GATES; gate++) {
            project(steps, chain, gate, in, gates);
        }
    }

    private static void project(int steps, BandChain chain, int gate, float[] in, float[] gates) {
        float[] w = chain.input();
        int at = gate * FOUR * ROW;
        FloatVector w0 = FloatVector.fromArray(WIDE, w, at);
        FloatVector w1 = FloatVector.fromArray(WIDE, w, at + ROW);
        FloatVector w2 = FloatVector.fromArray(WIDE, w, at + 2 * ROW);
        FloatVector w3 = FloatVector.fromArray(WIDE, w, at + 3 * ROW);
        FloatVector bias = FloatVector.fromArray(WIDE, chain.inputBias(), gate * ROW);
        int down = (steps - 1) * FOUR;
        int to = gate * steps * ROW;
        for (int up = 0; up < steps * FOUR; up += FOUR, down -= FOUR, to += ROW) {
            FloatVector x0 =
                    FloatVector.broadcast(WIDE, in[up])
                            .blend(FloatVector.broadcast(WIDE, in[down]), UPPER);
            FloatVector x1 =
                    FloatVector.broadcast(WIDE, in[up + 1])
                            .blend(FloatVector.broadcast(WIDE, in[down + 1]), UPPER);
            FloatVector x2 =
                    FloatVector.broadcast(WIDE, in[up + 2])
                            .blend(FloatVector.broadcast(WIDE, in[down + 2]), UPPER);
            FloatVector x3 =
                    FloatVector.broadcast(WIDE, in[up + 3])
                            .blend(FloatVector.broadcast(WIDE, in[down + 3]), UPPER);
            w1.fma(x1, w0.fma(x0, bias)).add(w3.fma(x3, w2.mul(x2))).intoArray(gates, to);
        }
    }

    static void join(int steps, BandChain chain, float[] states, float[] out) {
        if (LANES < ROW) {
            ScalarBands.join(steps, chain, states, out);
            return;
        }
        float[] w = chain.linear();
        FloatVector w0 = FloatVector.fromArray(WIDE, w, 0);
        FloatVector w1 = FloatVector.fromArray(WIDE, w, ROW);
        FloatVector w2 = FloatVector.fromArray(WIDE, w, 2 * ROW);
        FloatVector w3 = FloatVector.fromArray(WIDE, w, 3 * ROW);
        FloatVector w4 = FloatVector.fromArray(WIDE, w, 4 * ROW);
        FloatVector w5 = FloatVector.fromArray(WIDE, w, 5 * ROW);
        FloatVector w6 = FloatVector.fromArray(WIDE, w, 6 * ROW);
        FloatVector w7 = FloatVector.fromArray(WIDE, w, 7 * ROW);
        FloatVector bias = FloatVector.fromArray(WIDE, chain.linearBias(), 0);
        int down = (steps - 1) * ROW + BandChain.DOWN;
        for (int up = 0; up < steps * ROW; up += ROW, down -= ROW) {
            FloatVector a = w0.fma(FloatVector.broadcast(WIDE, states[up]), bias);
            FloatVector b = w1.mul(FloatVector.broadcast(WIDE, states[up + 1]));
            a = w2.fma(FloatVector.broadcast(WIDE, states[up + 2]), a);
            b = w3.fma(FloatVector.broadcast(WIDE, states[up + 3]), b);
            a = w4.fma(FloatVector.broadcast(WIDE, states[down]), a);
            b = w5.fma(FloatVector.broadcast(WIDE, states[down + 1]), b);
            a = w6.fma(FloatVector.broadcast(WIDE, states[down + 2]), a);
            b = w7.fma(FloatVector.broadcast(WIDE, states[down + 3]), b);
            a.add(b).intoArray(out, up);
        }
    }
}
