package quietline.streaming.live.device;

import java.io.IOException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.InputLine;

/** The default microphone of the sound server, or of Java Sound if no server runs. */
final class DefaultInput implements InputDevice {

    private static final String NAME = "default microphone";

    private final InputDevice ofServer;
    private final InputDevice ofJava;

    DefaultInput(double blockMillis, double burstMillis) {
        ofServer = new PulseInput(NAME, null, blockMillis);
        ofJava = new JavaSoundInput(NAME, null, burstMillis);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public InputLine open() throws IOException {
        return PulseAddress.present() ? ofServer.open() : ofJava.open();
    }
}
