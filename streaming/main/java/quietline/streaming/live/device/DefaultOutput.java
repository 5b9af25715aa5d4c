package quietline.streaming.live.device;

import java.io.IOException;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;

/** The speaker that the sound server has by default, or Java Sound where no server runs. */
final class DefaultOutput implements OutputDevice {

    private static final String NAME = "default speaker";

    private final OutputDevice ofServer;
    private final OutputDevice ofJava;

    DefaultOutput(double pieceMillis) {
        ofServer = new PulseOutput(NAME, null, pieceMillis);
        ofJava = new JavaSoundOutput(NAME, null, pieceMillis);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public OutputLine open() throws IOException {
        return PulseAddress.present() ? ofServer.open() : ofJava.open();
    }
}
