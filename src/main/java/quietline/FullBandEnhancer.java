package quietline;

import java.util.Arrays;

/**
 * Takes the noise out of one stream of live speech in full band, hop by hop: as {@link Enhancer}
 * does at 16 kHz, with the arithmetic of {@link FullBandStream}. A hop is 16 ms, 768 samples at 48
 * kHz. The whole band has the same delay. Not thread-safe.
 */
public final class FullBandEnhancer {

    private final FullBandStream stream;
    private final int hopSamples;
    private final int latencySamples;
    private final float[] silence;

    /**
     * Creates a stream that owns the enhancer and resets it.
     *
     * @throws IllegalArgumentException if a hop would not be a whole number of samples
     */
    public FullBandEnhancer(Enhancer enhancer, int sampleRate) {
        long samples = (long) Enhancer.HOP_SAMPLES * sampleRate;
        if (samples % Enhancer.SAMPLE_RATE != 0) {
            throw new IllegalArgumentException(
                    "sample rate must give a whole number of samples in 16 ms, got " + sampleRate);
        }
        hopSamples = (int) (samples / Enhancer.SAMPLE_RATE);
        stream = new FullBandStream(enhancer, sampleRate);
        silence = new float[Math.max(hopSamples, stream.delayBefore())];
        reset();
        float[] out = new float[hopSamples];
        for (int hop = 0; hop < 3; hop++) {
            process(silence, 0, out, 0);
        }
        latencySamples = stream.pending();
        reset();
    }

    /** Returns the number of samples in a hop. */
    public int hopSamples() {
        return hopSamples;
    }

    /** Returns the delay of the output in samples, whatever the settings: 22 ms at 48 kHz. */
    public int latencySamples() {
        return latencySamples;
    }

    /**
     * Enhances one hop; {@code in} and {@code out} must not overlap. The output is late by {@link
     * #latencySamples()}.
     */
    public void process(float[] in, int inOffset, float[] out, int outOffset) {
        int ready = stream.push(in, inOffset, hopSamples, out, outOffset);
        // All hops but the first ones are complete.
        if (ready < hopSamples) {
            int missing = hopSamples - ready;
            System.arraycopy(out, outOffset, out, outOffset + missing, ready);
            Arrays.fill(out, outOffset, outOffset + missing, 0);
        }
    }

    /** Returns the speech probability of the last hop enhanced; 0 before the first. */
    public float speechProbability() {
        return stream.speechProbability();
    }

    /** Forgets the stream. */
    public void reset() {
        stream.reset();
        // So that each hop at 16 kHz is complete as soon as a hop at this rate has arrived.
        stream.push(silence, 0, stream.delayBefore(), silence, 0);
    }
}
