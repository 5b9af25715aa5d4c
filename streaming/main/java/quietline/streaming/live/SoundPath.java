package quietline.streaming.live;

import quietline.Enhancer;

/**
 * The state that a session's threads share: rings of samples before and after the enhancer, and
 * counters that each have one writer.
 */
final class SoundPath {

    private static final int RING_SAMPLES = 8192;

    final LiveFormat format;
    final FloatRing captured;
    final FloatRing enhanced;

    final Signal captureSignal = new Signal();
    final Signal enhanceSignal = new Signal();
    final Signal playbackSignal = new Signal();
    final Signal supervisorSignal = new Signal();

    /** Written by the capture thread: samples that found the ring full. */
    final Counter overruns = new Counter();

    final Counter overrunSamples = new Counter();

    /** Written by the worker: samples dropped before and after enhancement, and all hops. */
    final Counter droppedNoisySamples = new Counter();

    final Counter droppedCleanSamples = new Counter();

    /** Those of the dropped samples that nobody would have heard. */
    final Counter unheardSamples = new Counter();

    final Counter hops = new Counter();

    /** Written by the playback thread: samples dropped to reduce the delay, and silence played. */
    final Counter lateSamples = new Counter();

    final Counter underruns = new Counter();
    final Counter silenceSamples = new Counter();

    /** Incremented by the supervisor to make all stages drop buffered audio. */
    volatile int flushes;

    /** The value of {@code flushes} since the session last rested: that flush lost nothing. */
    volatile int wakeFlush;

    /** Set by the supervisor while the devices are closed because nobody hears the output. */
    volatile boolean resting;

    volatile boolean captureEnded;
    volatile boolean enhanceEnded;

    SoundPath(LiveFormat format) {
        this.format = format;
        captured = new FloatRing(RING_SAMPLES, format.width());
        enhanced = new FloatRing(RING_SAMPLES, format.width());
    }

    /**
     * The samples between the devices. Computed from counters that each stage updates when it is
     * done, so that a hop inside the enhancer is counted exactly once.
     */
    int bufferedSamples() {
        long gone = enhanced.read() + droppedNoisySamples.get() + droppedCleanSamples.get();
        return (int) Math.max(0, captured.written() - gone);
    }

    /** The samples of an incomplete hop; approximate. For any thread. */
    int partialHopSamples() {
        long done = droppedNoisySamples.get() + Enhancer.HOP_SAMPLES * hops.get();
        return (int) ((captured.written() - done) % Enhancer.HOP_SAMPLES);
    }

    /** Whether a whole hop waits for the worker. For any thread. */
    boolean hasHop() {
        long done = droppedNoisySamples.get() + Enhancer.HOP_SAMPLES * hops.get();
        return captured.written() - done >= Enhancer.HOP_SAMPLES;
    }

    /** All hops dropped to bound the delay. */
    long droppedHops() {
        long samples = droppedNoisySamples.get() + droppedCleanSamples.get() + lateSamples.get();
        return (samples - unheardSamples.get()) / Enhancer.HOP_SAMPLES;
    }
}
