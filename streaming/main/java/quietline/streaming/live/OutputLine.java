package quietline.streaming.live;

import java.io.IOException;
import quietline.streaming.io.AudioSink;

/**
 * An open speaker. Writes block while its buffer is full, and throw when the device takes nothing
 * any more. Any thread may close it, upon which a write that waits returns or throws.
 */
public interface OutputLine extends AudioSink {

    int sampleRate();

    int channels();

    /**
     * How many written instants have yet to sound. With it the device's buffer serves against
     * jitter: it is kept as full as the latency policy says. −1 if the device cannot tell: then its
     * buffer is kept full, and so should be small.
     */
    int queuedInstants();

    /** Hands on what a line has kept of what was written, to hand on much at once. */
    default void flush() throws IOException {
        // Most keep nothing.
    }

    /** How many instants its buffer holds. For the shown latency. */
    int bufferInstants();

    /** How many the device has in hand that are queued no more. For the shown latency. */
    default int deviceInstants() {
        return 0;
    }
}
