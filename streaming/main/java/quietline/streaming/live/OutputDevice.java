package quietline.streaming.live;

import java.io.IOException;

/** A speaker that can be opened repeatedly, for example after it was disconnected. */
public interface OutputDevice {

    /** The name in events. */
    String name();

    /** Opens the speaker in a format of its choice. May block; never called by an audio thread. */
    OutputLine open() throws IOException;

    /**
     * Whether anybody may hear this device. A session closes its devices while nobody does. Only a
     * virtual microphone knows. For any thread.
     */
    default boolean isHeard() {
        return true;
    }

    /** Sets what to call, in any thread, when {@link #isHeard} has changed. */
    default void onChange(Runnable changed) {
        // Most devices never change.
    }
}
