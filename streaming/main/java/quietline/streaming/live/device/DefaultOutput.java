package quietline.streaming.live.device;

import java.io.IOException;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;

/** The default speaker of the sound server, or of Java Sound if no server runs. */
final class DefaultOutput implements OutputDevice {

    private static final String NAME = "default speaker";

    private final OutputDevice ofServer;
    private final OutputDevice ofJava;

    DefaultOutput(double blockMillis) {
        ofServer = new PulseOutput(NAME, null, blockMillis);
        ofJava = new JavaSoundOutput(NAME, null, blockMillis);
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
