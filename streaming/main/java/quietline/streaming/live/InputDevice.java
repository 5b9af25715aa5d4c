package quietline.streaming.live;

import java.io.IOException;

/** A microphone that can be opened repeatedly, for example after it was disconnected. */
public interface InputDevice {

    /** The name in events. */
    String name();

    /**
     * Opens the microphone in a format of its choice. May block; never called by an audio thread.
     */
    InputLine open() throws IOException;
}
