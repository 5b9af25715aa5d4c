package quietline.streaming.live;

import quietline.Enhancer;

/**
 * What the threads of a session share: two rings of mono sound at 16 kHz, before the enhancer and
 * behind it, and counts that each have one writer.
 */
final class SoundPath {

    private static final int RING_SAMPLES = 8192;

    final FloatRing captured = new FloatRing(RING_SAMPLES);
    final FloatRing enhanced = new FloatRing(RING_SAMPLES);

    final Signal captureSignal = new Signal();
    final Signal enhanceSignal = new Signal();
    final Signal playbackSignal = new Signal();
    final Signal supervisorSignal = new Signal();

    /** The capture thread's: what found no room. */
    final Tally overruns = new Tally();

    final Tally overrunSamples = new Tally();

    /** The worker's: left out before the enhancer, enhanced for nothing, and enhanced at all. */
    final Tally leftOutSamples = new Tally();

    final Tally unplayedSamples = new Tally();
    final Tally hops = new Tally();

    /** The playback thread's: left out behind the enhancer, and silence that had to be played. */
    final Tally unheardSamples = new Tally();

    final Tally underruns = new Tally();
    final Tally silenceSamples = new Tally();

    /** Raised by the supervisor: all that has been captured so far is to be forgotten. */
    volatile int flushes;

    volatile boolean captureEnded;
    volatile boolean enhanceEnded;

    /**
     * How much sound is between the devices. From counts that each stage raises once it is done, so
     * that a hop in the enhancer's hands is neither missed nor counted twice.
     */
    int heldSamples() {
        long gone = enhanced.read() + leftOutSamples.get() + unplayedSamples.get();
        return (int) Math.max(0, captured.written() - gone);
    }

    /** How many samples of a hop there are behind whole ones. Anyone's, about now. */
    int begunSamples() {
        long done = leftOutSamples.get() + Enhancer.HOP_SAMPLES * hops.get();
        return (int) ((captured.written() - done) % Enhancer.HOP_SAMPLES);
    }

    /** Whether the worker has a hop to enhance: for less nobody need wake it. Anyone's. */
    boolean hasHop() {
        long done = leftOutSamples.get() + Enhancer.HOP_SAMPLES * hops.get();
        return captured.written() - done >= Enhancer.HOP_SAMPLES;
    }

    /** Hops left out to keep the delay bounded, wherever. */
    long droppedHops() {
        long samples = leftOutSamples.get() + unplayedSamples.get() + unheardSamples.get();
        return samples / Enhancer.HOP_SAMPLES;
    }
}
