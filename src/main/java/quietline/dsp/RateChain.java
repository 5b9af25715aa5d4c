package quietline.dsp;

import quietline.kernel.Kernels;

/**
 * Converts one rate to another in one step or two:
 *
 * <pre>
 * downward: from → interpolation → 2·to → halver → to
 * upward:   from → doubler → 2·from → interpolation → to
 * </pre>
 *
 * The sharp filter runs between the lower rate and its double, where it is cheap; a short one does
 * the rest. Before the first sample there is silence.
 */
final class RateChain {

    private final RateStage first;

    /** Null if one step is enough. */
    private final RateStage second;

    private final float[] between;

    /**
     * Creates a chain for rates that differ.
     *
     * @param interpolation null if one rate is the other's double
     */
    RateChain(int from, int to, RateStage interpolation, Transition edges, Kernels kernels) {
        HalvingKernel kernel = HalvingKernel.of(edges);
        if (from > to) {
            RateStage halver = kernel.halver(kernels);
            first = interpolation == null ? halver : interpolation;
            second = interpolation == null ? null : halver;
        } else {
            first = kernel.doubler(kernels);
            second = interpolation;
        }
        between = new float[first.mostOutput()];
        restart();
    }

    /** Restarts at time 0. */
    void restart() {
        if (second == null) {
            first.restart(0, 0);
            return;
        }
        // Before time 0 there is silence, but the first samples' echo in the filters.
        long start = Math.max(first.firstTouched(0), second.firstNeeded(0)) & -2;
        first.restart(0, start);
        second.restart(start, 0);
    }

    int push(float[] in, int at, int count, float[] out, int outAt) {
        int to = outAt;
        for (int done = 0; done < count; done += RateStage.MOST_PUSHED) {
            int piece = Math.min(count - done, RateStage.MOST_PUSHED);
            if (second == null) {
                to += first.push(in, at + done, piece, out, to);
            } else {
                to += further(first.push(in, at + done, piece, between, 0), out, to);
            }
        }
        return to - outAt;
    }

    private int further(int count, float[] out, int outAt) {
        int to = outAt;
        for (int done = 0; done < count; done += RateStage.MOST_PUSHED) {
            int piece = Math.min(count - done, RateStage.MOST_PUSHED);
            to += second.push(between, done, piece, out, to);
        }
        return to - outAt;
    }

    /** Returns an upper bound of the output for a push of {@link RateStage#MOST_PUSHED} samples. */
    int mostOutput() {
        int pieces = (between.length + RateStage.MOST_PUSHED - 1) / RateStage.MOST_PUSHED;
        return second == null ? between.length : pieces * second.mostOutput();
    }

    /** Returns the largest delay of an output sample in input samples. */
    int delaySamples() {
        return (int) first.lastNeeded(second == null ? 0 : second.lastNeeded(0)) + 1;
    }
}
