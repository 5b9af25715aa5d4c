package quietline.streaming.live;

/**
 * The mean delay of what was played in about the last second: of each burst, how old its first
 * sample is when it is heard. Written by the playback thread, read by any.
 */
final class Delay {

    private static final double SMOOTHING = 0.01;

    private volatile double seconds;

    /** One was played; no number if its delay is not known. */
    void burst(double latencySeconds) {
        double before = seconds;
        if (!Double.isNaN(latencySeconds)) {
            seconds = before == 0 ? latencySeconds : before + SMOOTHING * (latencySeconds - before);
        }
    }

    /** None before there was sound. */
    double seconds() {
        return seconds;
    }
}
