package quietline.dsp;

import java.util.Arrays;
import quietline.kernel.Kernels;
import quietline.kernel.Row;

/**
 * Changes the rate by a small ratio: {@code y[i] = Σ h(i·down/up - k)·x[k]}. Inputs whose numbers
 * differ by a multiple of {@code down} are kept in one lane, and outputs that differ by a multiple
 * of {@code up} have the same taps: one phase. So each pair of a phase and a lane is an ordinary
 * filter over neighbouring samples.
 */
final class PolyphaseStage implements RateStage {

    /**
     * The taps of one phase for one lane.
     *
     * @param first the number in its lane of the first input, for the phase's output of turn 0
     */
    private record Filter(float[] taps, long first) {}

    /**
     * The taps of one phase: those of the inputs from {@code first} on, for the output whose number
     * is the phase.
     */
    record Phase(float[] taps, int first) {}

    private final Kernels kernels;
    private final int up;
    private final int down;
    private final int behind;
    private final int ahead;
    private final Filter[][] filters;
    private final SampleLine[] lanes;
    private final float[] part = new float[MOST_PUSHED + 2 + Row.FLOATS];
    private final float[] sum = new float[MOST_PUSHED + 2 + Row.FLOATS];
    private long nextIn;
    private long nextOut;

    /**
     * @param phases one for each output number from 0 to {@code up - 1}
     * @param behind how many inputs before its own time an output needs
     * @param ahead how many it needs after that
     */
    PolyphaseStage(int down, Phase[] phases, int behind, int ahead, Kernels kernels) {
        this.kernels = kernels;
        this.up = phases.length;
        this.down = down;
        this.behind = behind;
        this.ahead = ahead;
        filters = new Filter[up][down];
        for (int phase = 0; phase < up; phase++) {
            for (int lane = 0; lane < down; lane++) {
                filters[phase][lane] = filter(phases[phase], lane);
            }
        }
        lanes = new SampleLine[down];
        Arrays.setAll(lanes, lane -> new SampleLine(behind + ahead + down + 2, MOST_PUSHED));
    }

    private Filter filter(Phase phase, int lane) {
        float[] taps = phase.taps;
        int from = Math.floorMod(lane - phase.first, down);
        float[] kept = new float[(taps.length - 1 - from) / down + 1];
        for (int k = 0; k < kept.length; k++) {
            kept[k] = taps[from + k * down];
        }
        return new Filter(kept, Math.floorDiv(phase.first + from, down));
    }

    @Override
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        for (int lane = 0; lane < down; lane++) {
            int skipped = (int) Math.floorMod(lane - nextIn, (long) down);
            int amount = Math.max(0, (count - skipped + down - 1) / down);
            lanes[lane].append(in, at + skipped, down, amount, firstIn(lane, nextOut));
        }
        nextIn += count;
        int ready = (int) Math.max(0, firstTouched(nextIn) - nextOut);
        for (int phase = 0; phase < up; phase++) {
            int skipped = (int) Math.floorMod(phase - nextOut, (long) up);
            int amount = (ready - skipped + up - 1) / up;
            if (amount > 0) {
                filter(phase, (nextOut + skipped - phase) / up, amount);
                for (int n = 0; n < amount; n++) {
                    out[outAt + skipped + n * up] = sum[n];
                }
            }
        }
        nextOut += ready;
        return ready;
    }

    /** Computes {@code amount} outputs of one phase from a turn on into {@link #sum}. */
    private void filter(int phase, long turn, int amount) {
        for (int lane = 0; lane < down; lane++) {
            Filter filter = filters[phase][lane];
            SampleLine line = lanes[lane];
            int from = line.at(filter.first + turn);
            kernels.slide(filter.taps, line.samples, from, lane == 0 ? sum : part, amount);
            if (lane > 0) {
                for (int n = 0; n < amount; n++) {
                    sum[n] += part[n];
                }
            }
        }
    }

    /** Returns the number within its lane of the first input that outputs from this one on need. */
    private long firstIn(int lane, long out) {
        return -Math.floorDiv(lane - firstNeeded(out), (long) down);
    }

    @Override
    public int mostOutput() {
        return (MOST_PUSHED * up + down - 1) / down + up;
    }

    @Override
    public void restart(long firstIn, long firstOut) {
        nextIn = firstIn;
        nextOut = firstOut;
        for (int lane = 0; lane < down; lane++) {
            lanes[lane].restart(
                    firstIn(lane, firstOut), -Math.floorDiv(lane - firstIn, (long) down));
        }
    }

    @Override
    public long firstNeeded(long out) {
        return Math.floorDiv(out * down, (long) up) - behind;
    }

    @Override
    public long lastNeeded(long out) {
        return Math.floorDiv(out * down, (long) up) + ahead;
    }

    /** The outputs before this one are complete when the inputs before {@code in} have arrived. */
    @Override
    public long firstTouched(long in) {
        return -Math.floorDiv((ahead - in) * up, (long) down);
    }
}
