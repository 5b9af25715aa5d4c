package quietline.streaming.live.device;

import java.io.IOException;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;

/**
 * A speaker of a sound server.
 *
 * @param name the name in events
 * @param device the server's name of it; null for the default
 * @param blockMillis the block size
 */
record PulseOutput(String name, String device, double blockMillis) implements OutputDevice {

    @Override
    public OutputLine open() throws IOException {
        PulseConnection connection = PulseConnection.open();
        try {
            PulseServer.Clock clock =
                    PulseServer.clock(connection, PulseCommand.GET_SINK_INFO, device);
            PulseOutputLine line =
                    new PulseOutputLine(connection, name, device, clock, blockMillis);
            line.settle();
            return line;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
