package quietline.streaming.live.device;

import java.io.IOException;
import javax.sound.sampled.SourceDataLine;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;
import quietline.streaming.live.device.Device.Direction;

/**
 * A speaker of Java Sound.
 *
 * @param name the name in events
 * @param mixerName Java Sound's name of it; null for the default
 */
record JavaSoundOutput(String name, String mixerName, double blockMillis) implements OutputDevice {

    /** Four blocks: the reserve is three, and playback never writes more than needed. */
    private static final int BUFFERED = 4;

    @Override
    public OutputLine open() throws IOException {
        return new JavaSoundOutputLine(
                (SourceDataLine)
                        JavaSoundDevices.open(
                                Direction.OUTPUT, mixerName, name, BUFFERED * blockMillis),
                name);
    }
}
