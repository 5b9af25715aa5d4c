package quietline.streaming.live;

import quietline.Enhancer;

/**
 * How much sound to hold between microphone and speaker: the policy's reserve at first, one burst
 * more after each glitch; and where a calm spell shows that some of it was never needed, half of
 * that less. Owned by the playback thread.
 */
final class LatencyTuner {

    private static final int BURST_SAMPLES = LatencyPolicy.BURST_SAMPLES;

    private static final int CALM_BURSTS = 10 * Enhancer.SAMPLE_RATE / BURST_SAMPLES;

    private final int least;
    private int reserve;
    private int calmBursts;
    private int spareSamples = Integer.MAX_VALUE;

    LatencyTuner(LatencyPolicy policy) {
        least = policy.reserveSamples();
        reserve = least;
    }

    /** What is to be held in all: a hop that is being collected, and the reserve. */
    int targetSamples() {
        return Enhancer.HOP_SAMPLES + reserve;
    }

    void glitch() {
        reserve = Math.min(LatencyPolicy.MOST_SAMPLES, reserve + BURST_SAMPLES);
        startSpell();
    }

    /** So much was left that had not been needed. */
    void spare(int samples) {
        spareSamples = Math.min(spareSamples, samples);
    }

    /** A burst was played. */
    void burst() {
        if (++calmBursts < CALM_BURSTS) {
            return;
        }
        int idle = spareSamples - BURST_SAMPLES;
        if (idle > 0) {
            reserve = Math.max(least, reserve - Math.min(BURST_SAMPLES, (idle + 1) / 2));
        }
        startSpell();
    }

    private void startSpell() {
        calmBursts = 0;
        spareSamples = Integer.MAX_VALUE;
    }
}
