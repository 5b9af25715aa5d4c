package quietline.streaming.live;

/**
 * How much sound is kept in reserve against jitter, in samples at 16 kHz, besides the hop that is
 * being collected. It starts there, grows by one burst on each glitch, and returns slowly.
 */
public record LatencyPolicy(int reserveSamples) {

    public static final LatencyPolicy LOW = new LatencyPolicy(256);
    public static final LatencyPolicy NORMAL = new LatencyPolicy(512);
    public static final LatencyPolicy SAFE = new LatencyPolicy(1536);

    /** What goes to the speaker at once, 8 ms; the reserve changes by this much. */
    static final int BURST_SAMPLES = 128;

    /** A quarter of a second, beyond which nobody can talk. */
    public static final int MOST_SAMPLES = 4000;

    public LatencyPolicy {
        if (reserveSamples < BURST_SAMPLES || reserveSamples > MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    "the reserve lies between %d and %d samples at 16 kHz, it cannot be %d"
                            .formatted(BURST_SAMPLES, MOST_SAMPLES, reserveSamples));
        }
    }
}
