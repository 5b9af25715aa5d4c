package quietline.voice;

import java.util.Arrays;
import quietline.Enhancer;
import quietline.FullBandStream;

/**
 * One channel of a {@link VoiceStream}: as many samples out as in, by a queue that begins with
 * {@link #latency()} zeros.
 */
final class VoiceChannel {

    private final Enhancer enhancer;
    private final FullBandStream stream;
    private final float[] queue;
    private int queued;

    /** The samples of a block on their way in and out. */
    final float[] block;

    VoiceChannel(Enhancer enhancer, int sampleRate, boolean narrow, int mostSamples) {
        this.enhancer = enhancer;
        stream = new FullBandStream(enhancer, sampleRate, narrow);
        queue = new float[2 * stream.latencySamples() + 2 * mostSamples];
        block = new float[mostSamples];
        reset();
    }

    Enhancer enhancer() {
        return enhancer;
    }

    int latency() {
        return stream.latencySamples();
    }

    /** Replaces the first samples of the block by those of {@link #latency()} samples before. */
    void process(int count) {
        queued += stream.push(block, 0, count, queue, queued);
        give(count);
    }

    /** Moves the last samples of the stream into the queue, which holds {@link #latency()} then. */
    void end() {
        queued += stream.flush(queue, queued);
    }

    /** Moves samples from the front of the queue into the block. */
    void give(int count) {
        System.arraycopy(queue, 0, block, 0, count);
        queued -= count;
        System.arraycopy(queue, count, queue, 0, queued);
    }

    void reset() {
        stream.reset();
        queued = latency();
        Arrays.fill(queue, 0, queued, 0);
    }
}
