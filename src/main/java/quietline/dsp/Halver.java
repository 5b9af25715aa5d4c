package quietline.dsp;

import quietline.kernel.Kernels;
import quietline.kernel.Row;

/**
 * Halves the rate: {@code y[n] = Σ h[k]·x[2n + k]}, k from -K to K, symmetric and so without delay.
 * Even and odd samples are kept apart, so that each is filtered in order.
 */
final class Halver implements RateStage {

    private final Kernels kernels;
    private final int reach;
    private final float[] evenTaps;
    private final float[] oddTaps;
    private final SampleLine evens;
    private final SampleLine odds;
    private final float[] fromEvens = new float[MOST_PUSHED + Row.FLOATS];
    private final float[] fromOdds = new float[MOST_PUSHED + Row.FLOATS];
    private long nextIn;
    private long nextOut;

    Halver(HalvingKernel kernel, Kernels kernels) {
        this.kernels = kernels;
        reach = kernel.reach();
        evenTaps = kernel.evens(0.5);
        oddTaps = kernel.odds(0.5);
        evens = new SampleLine(reach + 2, MOST_PUSHED);
        odds = new SampleLine(reach + 2, MOST_PUSHED);
    }

    @Override
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        int odd = (int) (nextIn & 1);
        long needed = firstNeeded(nextOut) / 2;
        evens.append(in, at + odd, 2, (count + 1 - odd) / 2, needed);
        odds.append(in, at + 1 - odd, 2, (count + odd) / 2, needed);
        nextIn += count;
        int ready = (int) Math.max(0, Math.floorDiv(nextIn - 1 - reach, 2L) + 1 - nextOut);
        kernels.slide(evenTaps, evens.samples, evens.at(needed), fromEvens, ready);
        kernels.slide(oddTaps, odds.samples, odds.at(needed), fromOdds, ready);
        for (int n = 0; n < ready; n++) {
            out[outAt + n] = fromEvens[n] + fromOdds[n];
        }
        nextOut += ready;
        return ready;
    }

    @Override
    public int mostOutput() {
        return MOST_PUSHED / 2 + 1;
    }

    @Override
    public void restart(long firstIn, long firstOut) {
        nextIn = firstIn;
        nextOut = firstOut;
        long needed = firstNeeded(firstOut) / 2;
        evens.restart(needed, Math.floorDiv(firstIn + 1, 2L));
        odds.restart(needed, Math.floorDiv(firstIn, 2L));
    }

    @Override
    public long firstNeeded(long out) {
        return 2 * out - reach;
    }

    @Override
    public long lastNeeded(long out) {
        return 2 * out + reach;
    }

    @Override
    public long firstTouched(long in) {
        return Math.floorDiv(in - reach + 1, 2L);
    }
}
