package quietline.dsp;

import quietline.kernel.Kernels;

/**
 * The way from one rate to another, in one step or two:
 *
 * <pre>
 * downward: from → interpolation → 2·to → Halver → to
 * upward:   from → Doubler → 2·from → interpolation → to
 * </pre>
 *
 * All sharpness is at the lower rate and its double, where it is cheap; between those and the
 * higher rate few taps do. Before the first sample there is silence.
 */
final class RateChain {

    private final RateStage first;

    /** Null if one step does. */
    private final RateStage second;

    private final float[] between;

    /**
     * Only for rates that differ, or with an interpolation.
     *
     * @param interpolation null if the higher rate is the lower one's double
     */
    RateChain(int from, int to, RateStage interpolation, Transition edges, Kernels kernels) {
        HalvingKernel kernel = HalvingKernel.of(edges);
        if (from > to) {
            RateStage halver = new Halver(kernel, kernels);
            first = interpolation == null ? halver : interpolation;
            second = interpolation == null ? null : halver;
        } else {
            first = new Doubler(kernel, kernels);
            second = interpolation;
        }
        between = new float[first.mostOutput()];
        restart();
    }

    /** Begins anew, at time 0. */
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

    /** The most that a push of {@link RateStage#MOST_PUSHED} gives back. */
    int mostOutput() {
        int pieces = (between.length + RateStage.MOST_PUSHED - 1) / RateStage.MOST_PUSHED;
        return second == null ? between.length : pieces * second.mostOutput();
    }

    /** By how many input samples an output sample comes later than the one of its time, at most. */
    int delaySamples() {
        return (int) first.lastNeeded(second == null ? 0 : second.lastNeeded(0)) + 1;
    }
}
