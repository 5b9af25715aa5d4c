package quietline.streaming.live;

import java.io.IOException;
import quietline.streaming.io.AudioSink;

/**
 * An open speaker. Writes block while its buffer is full, and throw if the device accepts nothing.
 * Any thread may close the line, upon which a blocked write returns or throws.
 */
public interface OutputLine extends AudioSink {

    /** The name of the device that was opened; "" if unknown. */
    default String deviceName() {
        return "";
    }

    int sampleRate();

    int channels();

    /**
     * The instants written but not yet played, or −1 if unknown. If known, the device's buffer is
     * filled as far as the latency policy says; if unknown, it is kept full and so should be small.
     */
    int queuedInstants();

    /** Sends the samples that the line has collected in order to send many at once. */
    default void flush() throws IOException {
        // Most lines collect nothing.
    }

    /** The size of the buffer in instants. Used for the displayed latency. */
    int bufferInstants();

    /** The instants in the device behind its queue. Used for the displayed latency. */
    default int deviceInstants() {
        return 0;
    }
}
