package quietline.streaming.live.device;

import java.io.IOException;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;

/** A speaker of a sound server. */
final class PulseOutput implements OutputDevice {

    private final String name;
    private final String device;
    private final double pieceMillis;

    /**
     * @param name for people
     * @param device what the server calls it; null for its default
     */
    PulseOutput(String name, String device, double pieceMillis) {
        this.name = name;
        this.device = device;
        this.pieceMillis = pieceMillis;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OutputLine open() throws IOException {
        PulseConnection connection = PulseConnection.open();
        try {
            PulseServer.Clock clock =
                    PulseServer.clock(connection, PulseCommand.GET_SINK_INFO, device);
            PulseOutputLine line =
                    new PulseOutputLine(connection, name, device, clock, pieceMillis);
            line.settle();
            return line;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
