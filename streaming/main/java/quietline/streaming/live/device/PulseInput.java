package quietline.streaming.live.device;

import java.io.IOException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.InputLine;

/**
 * A microphone of a sound server.
 *
 * @param name the name in events
 * @param device the server's name of it; null for the default
 * @param blockMillis the block size
 */
record PulseInput(String name, String device, double blockMillis) implements InputDevice {

    @Override
    public InputLine open() throws IOException {
        PulseConnection connection = PulseConnection.open();
        try {
            PulseServer.Clock clock =
                    PulseServer.clock(connection, PulseCommand.GET_SOURCE_INFO, device);
            return new PulseInputLine(connection, name, device, clock, blockMillis);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
