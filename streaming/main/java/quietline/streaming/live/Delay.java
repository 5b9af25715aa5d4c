package quietline.streaming.live;

/**
 * The mean delay from microphone to speaker, smoothed over about one second. Written by the
 * playback thread, read by any.
 */
final class Delay {

    private static final double SMOOTHING = 0.01;

    private volatile double seconds;

    /** Adds the delay of one burst; NaN if unknown. */
    void burst(double latencySeconds) {
        double before = seconds;
        if (!Double.isNaN(latencySeconds)) {
            seconds = before == 0 ? latencySeconds : before + SMOOTHING * (latencySeconds - before);
        }
    }

    /** The mean delay; 0 before any audio. */
    double seconds() {
        return seconds;
    }
}
