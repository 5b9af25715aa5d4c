package quietline.streaming.live;

import java.io.IOException;

/** A device's line with all that its format needs, as its keeper sees it. */
interface OpenLine extends AutoCloseable {

    /**
     * For how long it has given exact zeros, which no microphone hears; negative before it has
     * given anything. Any thread may ask.
     */
    double zeroSeconds();

    /** Whether it fails when the device has gone, so that zeros are no cause for alarm. */
    boolean failsWhenLost();

    @Override
    void close() throws IOException;
}
