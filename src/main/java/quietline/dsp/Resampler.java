package quietline.dsp;

import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;

/**
 * Converts one stream to another sample rate. The output is as long as the input, aligned to it
 * (sample m belongs to the time m/toRate), and the same for pieces of any size.
 *
 * <p>Before and after the sound is silence.
 */
public final class Resampler {

    /** The supported sample rates. */
    public static final int LOWEST_RATE = 8000;

    public static final int HIGHEST_RATE = 192000;

    private final int fromRate;
    private final int toRate;
    private final RateChain chain;
    private final float[] zeros = new float[RateStage.MOST_PUSHED];
    private final float[] tail;
    private long taken;
    private long given;

    /**
     * Creates a resampler that is flat up to 0.95 of the lower rate's Nyquist frequency (7.6 kHz at
     * 16 kHz) and has no aliasing or images above it.
     */
    public Resampler(int fromRate, int toRate) {
        this(fromRate, toRate, KernelChoice.standard());
    }

    /** Creates the same on the given kernels. */
    public Resampler(int fromRate, int toRate, Kernels kernels) {
        this(fromRate, toRate, Transition.SHARP, kernels);
    }

    private Resampler(int fromRate, int toRate, Transition edges, Kernels kernels) {
        this.fromRate = checked(fromRate);
        this.toRate = checked(toRate);
        chain = fromRate == toRate ? null : chain(fromRate, toRate, edges, kernels);
        tail = new float[chain == null ? 0 : chain.mostOutput()];
    }

    /**
     * Creates a resampler for live sound, with a delay of 3 ms instead of 9 (each way, if the lower
     * rate is 16 kHz): flat up to 0.88 of the lower rate's Nyquist frequency (7 kHz), nothing above
     * 1.05 of it.
     */
    public static Resampler quick(int fromRate, int toRate) {
        return quick(fromRate, toRate, KernelChoice.standard());
    }

    /** Creates the same on the given kernels. */
    public static Resampler quick(int fromRate, int toRate, Kernels kernels) {
        return new Resampler(fromRate, toRate, Transition.QUICK, kernels);
    }

    private static RateChain chain(int from, int to, Transition edges, Kernels kernels) {
        int low = Math.min(from, to);
        RateStage interpolation =
                Math.max(from, to) == 2 * low
                        ? null
                        : Interpolator.of(
                                from > to ? from : 2 * low,
                                from > to ? 2 * low : to,
                                edges,
                                low,
                                kernels);
        return new RateChain(from, to, interpolation, edges, kernels);
    }

    /** Returns a supported sample rate; refuses others. */
    public static int checked(int rate) {
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "a sampling rate of %d Hz, expected %d to %d"
                            .formatted(rate, LOWEST_RATE, HIGHEST_RATE));
        }
        return rate;
    }

    /** Returns an upper bound of the samples that {@link #push} writes for this many. */
    public int maxOutput(int count) {
        return Math.toIntExact(total(taken + count) - given);
    }

    /** Returns the number of samples that {@link #flush} would write. */
    public int pending() {
        return (int) (total(taken) - given);
    }

    /**
     * Returns the delay in input samples: output sample m is written no later than the input sample
     * this long after the time m/toRate arrives.
     */
    public int delaySamples() {
        return chain == null ? 0 : chain.delaySamples();
    }

    /**
     * Takes {@code count} samples and returns how many it has written from {@code out[outAt]} on.
     * {@code in} and {@code out} must not overlap.
     */
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        int ready = count;
        if (chain == null) {
            System.arraycopy(in, at, out, outAt, count);
        } else {
            ready = chain.push(in, at, count, out, outAt);
        }
        taken += count;
        given += ready;
        return ready;
    }

    /** Ends the stream: writes the rest, returns its length, and resets. */
    public int flush(float[] out, int outAt) {
        int left = pending();
        int to = outAt;
        while (left > 0) {
            int ready = Math.min(left, chain.push(zeros, 0, zeros.length, tail, 0));
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

    /** Forgets the stream. */
    public void reset() {
        taken = 0;
        given = 0;
        if (chain != null) {
            chain.restart();
        }
    }
}
