package quietline.streaming.live;

/**
 * The reserve of audio against jitter, in samples at 16 kHz, in addition to the hop being
 * collected. A session starts with this reserve, adds one burst after each underrun and returns to
 * it within 30 s after the last.
 */
public record LatencyPolicy(int reserveSamples) {

    public static final LatencyPolicy LOW = new LatencyPolicy(256);
    public static final LatencyPolicy NORMAL = new LatencyPolicy(512);
    public static final LatencyPolicy SAFE = new LatencyPolicy(1536);

    /**
     * The audio written to the speaker at once, 8 ms; also the step by which the reserve changes.
     */
    static final int BURST_SAMPLES = 128;

    /** 0.25 s, beyond which conversation is impossible. */
    public static final int MOST_SAMPLES = 4000;

    public LatencyPolicy {
        if (reserveSamples < BURST_SAMPLES || reserveSamples > MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    "reserve must be between %d and %d samples at 16 kHz, got %d"
                            .formatted(BURST_SAMPLES, MOST_SAMPLES, reserveSamples));
        }
    }
}
