package quietline.streaming.live.device;

import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;
import quietline.streaming.live.device.Device.Direction;

/** A speaker of Java Sound. */
final class JavaSoundOutput implements OutputDevice {

    private final String name;
    private final String mixerName;
    private final double pieceMillis;

    /**
     * @param name for people
     * @param mixerName what Java Sound calls it; null for its default
     */
    JavaSoundOutput(String name, String mixerName, double pieceMillis) {
        this.name = name;
        this.mixerName = mixerName;
        this.pieceMillis = pieceMillis;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OutputLine open() throws IOException {
        Mixer mixer = JavaSoundDevices.mixer(Direction.OUTPUT, mixerName);
        String trouble = "none of its formats is one of ours";
        for (AudioFormat format : JavaSoundDevices.candidates(mixer, Direction.OUTPUT)) {
            SourceDataLine line = null;
            try {
                line =
                        (SourceDataLine)
                                mixer.getLine(new DataLine.Info(SourceDataLine.class, format));
                line.open(format, bufferBytes(format));
                line.start();
                return new JavaSoundOutputLine(line, name);
            } catch (LineUnavailableException | RuntimeException e) {
                // As with microphones, Java's message may mislead.
                trouble = "busy, gone or not allowed: " + e.getMessage();
                if (line != null) {
                    line.close();
                }
            }
        }
        throw new AudioException(name, trouble);
    }

    /** Four pieces: the reserve is three, and no more than is needed is ever written. */
    private int bufferBytes(AudioFormat format) {
        return (int) (4 * pieceMillis / 1000 * format.getSampleRate()) * format.getFrameSize();
    }
}
