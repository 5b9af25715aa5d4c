package quietline.streaming.live.device;

import java.io.IOException;
import javax.sound.sampled.TargetDataLine;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.InputLine;
import quietline.streaming.live.device.Device.Direction;

/**
 * A microphone of Java Sound.
 *
 * @param name the name in events
 * @param mixerName Java Sound's name of it; null for the default
 */
record JavaSoundInput(String name, String mixerName, double burstMillis) implements InputDevice {

    /** Two bursts: one is filled while the other is read. */
    private static final int BUFFERED = 2;

    @Override
    public InputLine open() throws IOException {
        return new JavaSoundInputLine(
                (TargetDataLine)
                        JavaSoundDevices.open(
                                Direction.INPUT, mixerName, name, BUFFERED * burstMillis),
                name);
    }
}
