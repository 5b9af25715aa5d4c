package quietline.dsp;

import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;

/**
 * Another sampling rate for live sound between two devices whose clocks differ: like {@link
 * Resampler#quick}, but {@link #setSpeed} lets the sound go by a little faster or slower, at any
 * time, without a jump in it. The same to the bit for pieces of any size.
 */
public final class VariableResampler {

    /** So much faster or slower than usual at most: an ear hardly hears more. */
    public static final double MOST_CHANGE = Glide.MOST_CHANGE;

    private final double outputsPerInput;
    private final RateChain chain;
    private final Glide glide;
    private volatile double speed = 1;

    /** Both rates may be the same. */
    public VariableResampler(int fromRate, int toRate) {
        this(fromRate, toRate, KernelChoice.standard());
    }

    /** The same on kernels of one's choice. */
    public VariableResampler(int fromRate, int toRate, Kernels kernels) {
        outputsPerInput = (double) Resampler.checked(toRate) / Resampler.checked(fromRate);
        Transition edges = Transition.QUICK;
        int low = Math.min(fromRate, toRate);
        glide =
                fromRate > toRate
                        ? new Glide(fromRate, 2 * low, edges, low, kernels)
                        : new Glide(2 * low, toRate, edges, low, kernels);
        chain = new RateChain(fromRate, toRate, glide, edges, kernels);
    }

    /**
     * How much faster than usual the sound goes by: at 1.001, of 1001 input samples become as many
     * output samples as usually of 1000. Beyond {@link #MOST_CHANGE} it goes no further. Holds from
     * the next push on; any thread may call it.
     */
    public void setSpeed(double speed) {
        if (Double.isNaN(speed)) {
            throw new IllegalArgumentException("the speed is no number, expected one near 1");
        }
        this.speed = Math.max(1 - MOST_CHANGE, Math.min(1 + MOST_CHANGE, speed));
    }

    /** The most samples that {@link #push} of so many can give back, whatever the speed. */
    public int maxOutput(int count) {
        return (int) Math.ceil(count * outputsPerInput / (1 - MOST_CHANGE)) + 4;
    }

    /** By how many samples of input the output lags behind, at most. */
    public int delaySamples() {
        return chain.delaySamples();
    }

    /**
     * Takes {@code count} samples and returns how many are written from {@code out[outAt]} on.
     * {@code in} and {@code out} must not overlap.
     */
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        glide.setSpeed(speed);
        return chain.push(in, at, count, out, outAt);
    }

    /** Forgets the stream, as if new; the speed stays. */
    public void reset() {
        chain.restart();
    }
}
