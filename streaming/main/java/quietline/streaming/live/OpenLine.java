package quietline.streaming.live;

import java.io.IOException;

/** An open device as its {@link DeviceKeeper} sees it. */
interface OpenLine extends AutoCloseable {

    /** The name of the device that was opened; "" if unknown. */
    String deviceName();

    /**
     * For how long the device has sent exact zeros, which a working microphone never does; negative
     * before the first sample. For any thread.
     */
    double zeroSeconds();

    /** Whether the line fails when the device is disconnected; if not, zeros may mean that. */
    boolean failsWhenLost();

    @Override
    void close() throws IOException;
}
