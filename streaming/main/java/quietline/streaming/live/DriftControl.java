package quietline.streaming.live;

import quietline.Enhancer;
import quietline.dsp.VariableResampler;

/**
 * Holds the sound between two devices at its target by the speed of playback: a proportional and
 * integral controller on the smoothed excess, critically damped with a time constant of ten
 * seconds; the integral becomes the ratio of the clocks. It rests until the excess has become
 * large, so that equal clocks are left alone to the bit, and again when there is nothing to do.
 */
final class DriftControl {

    /** Half a percent is a twelfth of a semitone, and reached so slowly that nobody hears it. */
    static final double MOST = VariableResampler.MOST_CHANGE;

    /** No two clocks differ by more, and what is less need not be unlearned. */
    private static final double MOST_INTEGRAL = 0.0025;

    private static final double RATE = Enhancer.SAMPLE_RATE;
    private static final double BURST_SECONDS = LatencyPolicy.BURST_SAMPLES / RATE;
    private static final double SMOOTHING = 1 - Math.exp(-BURST_SECONDS / 2);
    private static final double SETTLING_SECONDS = 10;
    private static final double PROPORTIONAL = 2 / (RATE * SETTLING_SECONDS);
    private static final double INTEGRAL = 1 / (RATE * SETTLING_SECONDS * SETTLING_SECONDS);

    /** What is held depends on when one looks, by as much as devices give and take at once. */
    private static final int LEAST_WAKING_SAMPLES = 64;

    private static final int MOST_WAKING_SAMPLES = 320;

    private static final double RESTING_CORRECTION = 5e-6;
    private static final int RESTING_BURSTS = (int) (60 / BURST_SECONDS);

    private final int wakingSamples;
    private double smoothed;
    private double integral;
    private boolean steering;
    private int calmBursts;
    private volatile double correction;

    /** Devices give and take a part of the reserve at once, a quarter at most. */
    DriftControl(LatencyPolicy policy) {
        int quarter = policy.reserveSamples() / 4;
        wakingSamples = Math.max(LEAST_WAKING_SAMPLES, Math.min(MOST_WAKING_SAMPLES, quarter));
    }

    /** After a burst: what more than the target is held; gives the speed's difference from 1. */
    double burst(int excessSamples) {
        smoothed += SMOOTHING * (excessSamples - smoothed);
        steering |= Math.abs(smoothed) > wakingSamples;
        if (!steering) {
            return 0;
        }
        integral = clamp(integral + INTEGRAL * BURST_SECONDS * smoothed, MOST_INTEGRAL);
        correction = clamp(integral + PROPORTIONAL * smoothed, MOST);
        boolean calm =
                Math.abs(smoothed) < wakingSamples / 2 && Math.abs(integral) < RESTING_CORRECTION;
        calmBursts = calm ? calmBursts + 1 : 0;
        if (calmBursts > RESTING_BURSTS) {
            rest();
        }
        return correction;
    }

    private void rest() {
        steering = false;
        calmBursts = 0;
        integral = 0;
        correction = 0;
    }

    /** The sound was interrupted and starts anew at its target; the clocks are what they were. */
    void restart() {
        smoothed = 0;
    }

    /** By how much the speaker is found faster, in parts per million. Anyone's. */
    double driftPpm() {
        return 0 - 1e6 * correction;
    }

    private static double clamp(double correction, double most) {
        return Math.max(-most, Math.min(most, correction));
    }
}
