package quietline.streaming.cli;

import java.io.IOException;
import java.util.List;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.LiveFormat;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.device.VirtualMicrophone;
import quietline.streaming.live.device.VirtualSpeaker;

/**
 * The devices of one or two sessions, and their format. Closing removes the virtual ones.
 *
 * @param microphone the virtual microphone, or null
 * @param speaker the virtual speaker, or null
 */
record LiveDevices(
        List<Route> routes,
        VirtualMicrophone microphone,
        VirtualSpeaker speaker,
        LiveFormat format,
        LatencyPolicy latency)
        implements AutoCloseable {

    /** Whence and where to a session carries sound. */
    record Route(InputDevice input, OutputDevice output) {}

    @Override
    public void close() throws IOException {
        try {
            if (microphone != null) {
                microphone.close();
            }
        } finally {
            if (speaker != null) {
                speaker.close();
            }
        }
    }
}
