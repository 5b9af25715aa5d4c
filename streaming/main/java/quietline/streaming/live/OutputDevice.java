package quietline.streaming.live;

import java.io.IOException;

/** A speaker by name: opened again and again, should it be lost and return. */
public interface OutputDevice {

    /** How people call it, in events. */
    String name();

    /**
     * Opens it in a format of its own; may block, is never called by a thread that sound goes by.
     */
    OutputLine open() throws IOException;
}
