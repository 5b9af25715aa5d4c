package quietline.streaming.cli;

import java.io.IOException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.LiveFormat;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.device.VirtualMicrophone;

/**
 * The devices of a session and its format. Closing removes the virtual microphone, if any.
 *
 * @param virtual the output if it is a virtual microphone, else null
 */
record LiveDevices(
        InputDevice input,
        OutputDevice output,
        VirtualMicrophone virtual,
        LiveFormat format,
        LatencyPolicy latency)
        implements AutoCloseable {

    @Override
    public void close() throws IOException {
        if (virtual != null) {
            virtual.close();
        }
    }
}
