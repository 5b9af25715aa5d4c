package quietline.dsp;

import quietline.kernel.Kernels;
import quietline.kernel.Row;

/**
 * Doubles the rate: {@code y[i] = Σ h[i - 2m]·x[m]}, symmetric and so without delay. One filter
 * computes the even outputs, another the odd ones; outputs come in pairs.
 */
final class Doubler implements RateStage {

    private final Kernels kernels;
    private final int half;
    private final float[] evenTaps;
    private final float[] oddTaps;
    private final SampleLine line;
    private final float[] evens = new float[MOST_PUSHED + Row.FLOATS];
    private final float[] odds = new float[MOST_PUSHED + Row.FLOATS];
    private long nextPair;

    Doubler(HalvingKernel kernel, Kernels kernels) {
        this.kernels = kernels;
        half = kernel.reach() / 2;
        evenTaps = kernel.evens(1);
        oddTaps = kernel.odds(1);
        line = new SampleLine(2 * half + 2, MOST_PUSHED);
    }

    @Override
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        long needed = nextPair - half;
        line.append(in, at, 1, count, needed);
        int ready = (int) Math.max(0, line.end() - half - nextPair);
        int from = line.at(needed);
        kernels.slide(evenTaps, line.samples, from, evens, ready);
        kernels.slide(oddTaps, line.samples, from + 1, odds, ready);
        for (int n = 0; n < ready; n++) {
            out[outAt + 2 * n] = evens[n];
            out[outAt + 2 * n + 1] = odds[n];
        }
        nextPair += ready;
        return 2 * ready;
    }

    @Override
    public int mostOutput() {
        return 2 * MOST_PUSHED;
    }

    /** The first output must have an even number. */
    @Override
    public void restart(long firstIn, long firstOut) {
        nextPair = firstOut / 2;
        line.restart(nextPair - half, firstIn);
    }

    @Override
    public long firstNeeded(long out) {
        return Math.floorDiv(out, 2L) - half;
    }

    @Override
    public long lastNeeded(long out) {
        return Math.floorDiv(out, 2L) + half;
    }

    @Override
    public long firstTouched(long in) {
        return 2 * (in - half);
    }
}
