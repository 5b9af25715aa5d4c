package quietline.streaming.live.device;

import java.io.IOException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.InputLine;

/** A microphone of a sound server. */
final class PulseInput implements InputDevice {

    private final String name;
    private final String device;
    private final double burstMillis;

    /**
     * @param name for people
     * @param device what the server calls it; null for its default
     */
    PulseInput(String name, String device, double burstMillis) {
        this.name = name;
        this.device = device;
        this.burstMillis = burstMillis;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InputLine open() throws IOException {
        PulseConnection connection = PulseConnection.open();
        try {
            int rate =
                    PulseServer.clock(connection, PulseCommand.GET_SOURCE_INFO, device)
                            .sampleRate();
            return new PulseInputLine(connection, name, device, rate, burstMillis);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
