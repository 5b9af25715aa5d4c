package quietline.streaming.live;

import quietline.Enhancer;

/**
 * Holds the sound between two devices at its target by the speed of playback: a proportional and
 * integral controller on the smoothed excess, critically damped with a time constant of ten
 * seconds. Within a small excess it rests, so that equal clocks are left alone to the bit. The
 * integral becomes the ratio of the clocks.
 */
final class DriftControl {

    /** Half a percent is a twelfth of a semitone, and reached so slowly that nobody hears it. */
    static final double MOST = 0.005;

    /** No two clocks differ by more, and what is less need not be unlearned. */
    private static final double MOST_INTEGRAL = 0.0025;

    private static final double RATE = Enhancer.SAMPLE_RATE;
    private static final double BURST_SECONDS = LatencyTuner.BURST_SAMPLES / RATE;
    private static final double SMOOTHING = 1 - Math.exp(-BURST_SECONDS / 2);
    private static final double SETTLING_SECONDS = 10;
    private static final double PROPORTIONAL = 2 / (RATE * SETTLING_SECONDS);
    private static final double INTEGRAL = 1 / (RATE * SETTLING_SECONDS * SETTLING_SECONDS);

    /** As much as bursts of both devices beat against each other. */
    private static final double REST_SAMPLES = 64;

    private double smoothed;
    private double integral;
    private volatile double correction;

    /** After a burst: what more than the target is held; gives the speed's difference from 1. */
    double burst(int excessSamples) {
        smoothed += SMOOTHING * (excessSamples - smoothed);
        double error = Math.signum(smoothed) * Math.max(0, Math.abs(smoothed) - REST_SAMPLES);
        integral = clamp(integral + INTEGRAL * BURST_SECONDS * error, MOST_INTEGRAL);
        double wanted = clamp(integral + PROPORTIONAL * error, MOST);
        correction = wanted;
        return wanted;
    }

    /** The sound was interrupted and starts anew at its target; the clocks are what they were. */
    void restart() {
        smoothed = 0;
    }

    /** By how much the speaker is found faster, in parts per million. Anyone's. */
    double driftPpm() {
        return -1e6 * correction;
    }

    private static double clamp(double correction, double most) {
        return Math.max(-most, Math.min(most, correction));
    }
}
