package quietline.streaming.live;

import quietline.Enhancer;
import quietline.dsp.VariableResampler;

/**
 * Corrects the drift between the two devices' clocks by the speed of playback. A PI controller on
 * the smoothed excess of buffered samples, critically damped with a time constant of 10 s; its
 * integral converges to the ratio of the clocks. It is inactive while the excess is small, so that
 * equal clocks leave the samples unchanged.
 */
final class DriftControl {

    /** The largest change of speed: 0.5 %, a twelfth of a semitone, too gradual to hear. */
    static final double MOST = VariableResampler.MOST_CHANGE;

    /** Real clocks differ by less; the limit prevents integral windup. */
    private static final double MOST_INTEGRAL = 0.0025;

    private static final double RATE = Enhancer.SAMPLE_RATE;
    private static final double BURST_SECONDS = LatencyPolicy.BURST_SAMPLES / RATE;
    private static final double SMOOTHING = 1 - Math.exp(-BURST_SECONDS / 2);
    private static final double SETTLING_SECONDS = 10;
    private static final double PROPORTIONAL = 2 / (RATE * SETTLING_SECONDS);
    private static final double INTEGRAL = 1 / (RATE * SETTLING_SECONDS * SETTLING_SECONDS);

    /** Devices that work in blocks make the number of buffered samples jump by this much. */
    private static final int LEAST_DEAD_BAND = 64;

    private static final int MOST_DEAD_BAND = 320;

    private static final double RESTING_CORRECTION = 5e-6;
    private static final int RESTING_BURSTS = (int) (60 / BURST_SECONDS);

    private final int deadBandSamples;
    private double smoothed;
    private double integral;
    private boolean steering;
    private int calmBursts;
    private volatile double correction;

    /** The dead band is a quarter of the reserve, as are a device's longest blocks. */
    DriftControl(LatencyPolicy policy) {
        int quarter = policy.reserveSamples() / 4;
        deadBandSamples = Math.max(LEAST_DEAD_BAND, Math.min(MOST_DEAD_BAND, quarter));
    }

    /** Takes the excess after each burst; returns the difference of the speed from 1. */
    double burst(int excessSamples) {
        smoothed += SMOOTHING * (excessSamples - smoothed);
        steering |= Math.abs(smoothed) > deadBandSamples;
        if (!steering) {
            return 0;
        }
        integral = clamp(integral + INTEGRAL * BURST_SECONDS * smoothed, MOST_INTEGRAL);
        correction = clamp(integral + PROPORTIONAL * smoothed, MOST);
        boolean calm =
                Math.abs(smoothed) < deadBandSamples / 2 && Math.abs(integral) < RESTING_CORRECTION;
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

    /** Called when playback restarts at its target; keeps the estimated ratio of the clocks. */
    void restart() {
        smoothed = 0;
    }

    /**
     * Returns by how many parts per million the speaker's clock is faster. Any thread may call it.
     */
    double driftPpm() {
        return 0 - 1e6 * correction;
    }

    private static double clamp(double correction, double most) {
        return Math.max(-most, Math.min(most, correction));
    }
}
