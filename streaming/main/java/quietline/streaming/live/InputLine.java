package quietline.streaming.live;

import java.io.IOException;
import quietline.streaming.io.AudioSource;

/**
 * An open microphone. A read blocks, for some milliseconds, until all requested samples have
 * arrived or the device's current block ends. Any thread may close the line, upon which a blocked
 * read returns or throws.
 */
public interface InputLine extends AudioSource {

    /**
     * As in {@link AudioSource}, but may also return 0 if no samples arrive; a line that keeps
     * returning 0 counts as lost. A return of −1 ends the session, so a failed microphone must
     * throw instead.
     */
    @Override
    int read(float[] into, int offset, int count) throws IOException;

    /** The name of the device that was opened; "" if unknown. */
    default String deviceName() {
        return "";
    }

    /** Whether exact zeros are normal, rather than the sign of a muted or lost device. */
    default boolean maySendZeros() {
        return false;
    }

    /**
     * The instants that have arrived but are not yet read, or 0 if unknown. Used for the displayed
     * latency.
     */
    int waitingInstants();

    /** The unread instants of the device's current block; −1 if the device has no blocks. */
    default int blockRestInstants() {
        return -1;
    }

    /** The most by which the lengths of blocks differ. */
    default int blockJitterInstants() {
        return 0;
    }

    /**
     * Whether reads fail when the device is disconnected. If not, exact zeros are the only sign of
     * it, and the line is then reopened.
     */
    default boolean failsWhenLost() {
        return false;
    }
}
