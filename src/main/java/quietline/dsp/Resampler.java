package quietline.dsp;

import quietline.kernel.Kernels;

/**
 * Another sampling rate for one stream: what comes out in all is as long as what went in, not
 * delayed (sample m belongs to the time m/toRate), and the same to the bit for pieces of any size.
 *
 * <pre>
 * downward: fromRate → Interpolator → 2·toRate → Halver → toRate
 * upward:   fromRate → Doubler → 2·fromRate → Interpolator → toRate
 * </pre>
 *
 * All sharpness is at the lower rate and its double, where it is cheap; between those and the
 * higher rate few taps do. Before and after the sound is silence.
 */
public final class Resampler {

    /** The rates it can do. */
    public static final int LOWEST_RATE = 8000;

    public static final int HIGHEST_RATE = 192000;

    private final int fromRate;
    private final int toRate;
    private final RateStage first;
    private final RateStage second;
    private final float[] between;
    private final float[] zeros = new float[RateStage.MOST_PUSHED];
    private final float[] tail;
    private long taken;
    private long given;

    /**
     * Flat up to 0.95 of the lower rate's Nyquist frequency (7.6 kHz if that is 16 kHz); from that
     * frequency on, nothing is left to fold back or to be mirrored.
     */
    public Resampler(int fromRate, int toRate) {
        this(fromRate, toRate, Kernels.instance());
    }

    /** The same on kernels of one's choice. */
    public Resampler(int fromRate, int toRate, Kernels kernels) {
        this(fromRate, toRate, 0.95, 1, kernels);
    }

    private Resampler(int fromRate, int toRate, double pass, double stop, Kernels kernels) {
        this.fromRate = checked(fromRate);
        this.toRate = checked(toRate);
        int low = Math.min(fromRate, toRate);
        double nyquist = low / 2.0;
        HalvingKernel kernel = HalvingKernel.of(pass, stop);
        // What lies between is cut by the sharp filter, or was never there.
        double easy = (4 - stop) * nyquist;
        if (fromRate == toRate) {
            first = null;
            second = null;
        } else if (fromRate > toRate) {
            second = new Halver(kernel, kernels);
            first =
                    fromRate == 2 * low
                            ? null
                            : new Interpolator(fromRate, 2 * low, pass * nyquist, easy);
        } else {
            first = new Doubler(kernel, kernels);
            second =
                    toRate == 2 * low
                            ? null
                            : new Interpolator(2 * low, toRate, pass * nyquist, easy);
        }
        int ready = first == null ? RateStage.MOST_PUSHED : first.mostOutput();
        between = new float[ready];
        int pieces = (ready + RateStage.MOST_PUSHED - 1) / RateStage.MOST_PUSHED;
        tail = new float[second == null ? ready : pieces * second.mostOutput()];
        reset();
    }

    /**
     * For live sound: 2.5 ms late instead of 9 (each way, where the lower rate is 16 kHz), flat up
     * to 0.88 of the lower rate's Nyquist frequency (7 kHz), nothing left above 1.05 of it.
     */
    public static Resampler quick(int fromRate, int toRate) {
        return quick(fromRate, toRate, Kernels.forLive());
    }

    /** The same on kernels of one's choice. */
    public static Resampler quick(int fromRate, int toRate, Kernels kernels) {
        return new Resampler(fromRate, toRate, 0.88, 1.05, kernels);
    }

    private static int checked(int rate) {
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "a sampling rate of %d Hz, expected %d to %d"
                            .formatted(rate, LOWEST_RATE, HIGHEST_RATE));
        }
        return rate;
    }

    /** The most samples that {@link #push} of so many can give back. */
    public int maxOutput(int count) {
        return Math.toIntExact(total(taken + count) - given);
    }

    /** How many samples are inside: what {@link #flush} would give back. */
    public int pending() {
        return (int) (total(taken) - given);
    }

    /**
     * By how many samples of input the output lags behind: sample m comes out no later than the
     * input sample this much after the time m/toRate goes in.
     */
    public int delaySamples() {
        if (fromRate == toRate) {
            return 0;
        }
        long needed = second == null ? 0 : second.lastNeeded(0);
        return (int) (first == null ? needed : first.lastNeeded(needed)) + 1;
    }

    /**
     * Takes {@code count} samples and returns how many are written from {@code out[outAt]} on.
     * {@code in} and {@code out} must not overlap.
     */
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        int to = outAt;
        for (int done = 0; done < count; done += RateStage.MOST_PUSHED) {
            int piece = Math.min(count - done, RateStage.MOST_PUSHED);
            to += through(in, at + done, piece, out, to);
        }
        taken += count;
        given += to - outAt;
        return to - outAt;
    }

    /** Ends the stream: writes all that is left, returns how much, and is ready for the next. */
    public int flush(float[] out, int outAt) {
        int left = pending();
        int to = outAt;
        while (left > 0) {
            int ready = Math.min(left, through(zeros, 0, zeros.length, tail, 0));
            System.arraycopy(tail, 0, out, to, ready);
            to += ready;
            left -= ready;
        }
        reset();
        return to - outAt;
    }

    private long total(long count) {
        return (count * toRate + fromRate - 1) / fromRate;
    }

    private int through(float[] in, int at, int count, float[] out, int outAt) {
        if (first == null && second == null) {
            System.arraycopy(in, at, out, outAt, count);
            return count;
        }
        if (first == null) {
            return second.push(in, at, count, out, outAt);
        }
        if (second == null) {
            return first.push(in, at, count, out, outAt);
        }
        int ready = first.push(in, at, count, between, 0);
        int to = outAt;
        for (int done = 0; done < ready; done += RateStage.MOST_PUSHED) {
            int piece = Math.min(ready - done, RateStage.MOST_PUSHED);
            to += second.push(between, done, piece, out, to);
        }
        return to - outAt;
    }

    /** Forgets the stream, as if new. */
    public void reset() {
        taken = 0;
        given = 0;
        if (second == null) {
            if (first != null) {
                first.restart(0, 0);
            }
            return;
        }
        long start = 0;
        if (first != null) {
            // Before time 0 there is silence, but the first samples' echo in the filters.
            start = Math.max(first.firstTouched(0), second.firstNeeded(0)) & -2;
            first.restart(0, start);
        }
        second.restart(start, 0);
    }
}
