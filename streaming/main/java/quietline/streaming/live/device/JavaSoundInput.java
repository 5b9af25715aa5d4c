package quietline.streaming.live.device;

import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.InputLine;
import quietline.streaming.live.device.Device.Direction;

/**
 * A microphone of Java Sound. Not TarsosDSP's: that gives a count of samples as the line's buffer
 * in bytes, half of what it says or less; knows no device but the default; and when the line dies
 * reads nothing from it for ever.
 */
final class JavaSoundInput implements InputDevice {

    private final String name;
    private final String mixerName;
    private final double burstMillis;

    /**
     * @param name for people
     * @param mixerName what Java Sound calls it; null for its default
     */
    JavaSoundInput(String name, String mixerName, double burstMillis) {
        this.name = name;
        this.mixerName = mixerName;
        this.burstMillis = burstMillis;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InputLine open() throws IOException {
        Mixer mixer = JavaSoundDevices.mixer(Direction.INPUT, mixerName);
        String trouble = "none of its formats is one of ours";
        for (AudioFormat format : JavaSoundDevices.candidates(mixer, Direction.INPUT)) {
            TargetDataLine line = null;
            try {
                line =
                        (TargetDataLine)
                                mixer.getLine(new DataLine.Info(TargetDataLine.class, format));
                line.open(format, bufferBytes(format));
                line.start();
                return new JavaSoundInputLine(line, name);
            } catch (LineUnavailableException | RuntimeException e) {
                // Java says "format not supported" also of a device that is busy or has gone, and
                // a RuntimeException if it knows no better.
                trouble = "busy, gone or not allowed: " + e.getMessage();
                if (line != null) {
                    line.close();
                }
            }
        }
        throw new AudioException(name, trouble);
    }

    /** Two bursts: one is filled while the other is fetched. */
    private int bufferBytes(AudioFormat format) {
        return (int) (2 * burstMillis / 1000 * format.getSampleRate()) * format.getFrameSize();
    }
}
