package quietline.streaming.live;

import quietline.Enhancer;

/**
 * Adapts the reserve of audio: it starts as the policy says, grows by one burst after each
 * underrun, and after 10 s without one shrinks by the samples that were always left, except a
 * burst. Called once per burst by the playback thread.
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

    /** The target of buffered samples: the hop being collected and the reserve. */
    int targetSamples() {
        return Enhancer.HOP_SAMPLES + reserve;
    }

    void glitch() {
        reserve = Math.min(LatencyPolicy.MOST_SAMPLES, reserve + BURST_SAMPLES);
        startPeriod();
    }

    /** Reports how many samples were left when a burst was needed. */
    void spare(int samples) {
        spareSamples = Math.min(spareSamples, samples);
    }

    /** Reports that a burst was played. */
    void burst() {
        if (++calmBursts < CALM_BURSTS) {
            return;
        }
        int idle = spareSamples - BURST_SAMPLES;
        if (idle > 0) {
            reserve = Math.max(least, reserve - idle);
        }
        startPeriod();
    }

    private void startPeriod() {
        calmBursts = 0;
        spareSamples = Integer.MAX_VALUE;
    }
}
