package quietline.streaming.live;

import java.io.IOException;
import quietline.streaming.io.AudioSource;

/**
 * An open microphone. Reads block until all is there that was asked for, some milliseconds, or end
 * where a piece of sound ends that came at once. Any thread may close it, upon which a read that
 * waits returns or throws.
 */
public interface InputLine extends AudioSource {

    /**
     * As of any source, but 0 is allowed from a line that has nothing to give: when that goes on,
     * the line counts as lost. −1 ends the session, so a microphone that fails rather throws.
     */
    @Override
    int read(float[] into, int offset, int count) throws IOException;

    /**
     * How many instants the device has ready behind those just read, or 0 if it cannot tell: so old
     * are those. For the shown latency.
     */
    int waitingInstants();

    /** What is left of the piece that came at once; −1 from a line whose reads end anywhere. */
    default int restInstants() {
        return -1;
    }

    /** By how much such a piece may be longer or shorter than others. */
    default int unevenInstants() {
        return 0;
    }

    /**
     * Whether it fails when its device has gone. Where it doesn't, exact zeros may be all that is
     * to be seen of it, and are cause to open it again.
     */
    default boolean failsWhenLost() {
        return false;
    }
}
