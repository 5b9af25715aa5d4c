package quietline.streaming.live.device;

import java.io.IOException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.InputLine;

/** A microphone of a sound server. */
final class PulseInput implements InputDevice {

    private final String name;
    private final String device;
    private final double pieceMillis;

    /**
     * @param name for people
     * @param device what the server calls it; null for its default
     * @param pieceMillis how much sound is to come at once
     */
    PulseInput(String name, String device, double pieceMillis) {
        this.name = name;
        this.device = device;
        this.pieceMillis = pieceMillis;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InputLine open() throws IOException {
        PulseConnection connection = PulseConnection.open();
        try {
            PulseServer.Clock clock =
                    PulseServer.clock(connection, PulseCommand.GET_SOURCE_INFO, device);
            return new PulseInputLine(connection, name, device, clock, pieceMillis);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
