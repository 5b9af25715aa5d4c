package quietline.dsp;

import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;

/**
 * A resampler like {@link Resampler#quick} for two devices whose clocks differ: {@link #setSpeed}
 * makes the sound slightly faster or slower at any time without a jump. The output is the same for
 * pieces of any size.
 */
public final class VariableResampler {

    /** The largest change of speed; more would be audible. */
    public static final double MOST_CHANGE = Glide.MOST_CHANGE;

    private final double outputsPerInput;
    private final RateChain chain;
    private final Glide glide;
    private volatile double speed = 1;

    /** Creates a resampler; both rates may be equal. */
    public VariableResampler(int fromRate, int toRate) {
        Kernels kernels = KernelChoice.standard();
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
     * Sets the speed from the next push on: at 1.001, 1001 input samples give as many outputs as
     * 1000 do at 1. The change is limited to {@link #MOST_CHANGE}. Any thread may call it.
     */
    public void setSpeed(double speed) {
        if (Double.isNaN(speed)) {
            throw new IllegalArgumentException("the speed is no number, expected one near 1");
        }
        this.speed = Math.max(1 - MOST_CHANGE, Math.min(1 + MOST_CHANGE, speed));
    }

    /**
     * Returns an upper bound of the samples that {@link #push} writes for this many, at any speed.
     */
    public int maxOutput(int count) {
        return (int) Math.ceil(count * outputsPerInput / (1 - MOST_CHANGE)) + 4;
    }

    /** Returns the largest delay in input samples. */
    public int delaySamples() {
        return chain.delaySamples();
    }

    /**
     * Takes {@code count} samples and returns how many it has written from {@code out[outAt]} on.
     * {@code in} and {@code out} must not overlap.
     */
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        glide.setSpeed(speed);
        return chain.push(in, at, count, out, outAt);
    }

    /** Forgets the stream; the speed stays. */
    public void reset() {
        chain.restart();
    }
}
