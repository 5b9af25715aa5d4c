package quietline.streaming.live;

import java.io.IOException;

/** A speaker that can be opened repeatedly, for example after it was disconnected. */
public interface OutputDevice {

    /** The name in events. */
    String name();

    /** Opens the speaker in a format of its choice. May block; never called by an audio thread. */
    OutputLine open() throws IOException;
}
