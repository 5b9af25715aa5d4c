package quietline.streaming.live.device;

import java.io.IOException;
import javax.sound.sampled.TargetDataLine;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.live.InputLine;
import quietline.streaming.live.device.Device.Direction;

/**
 * An open microphone line of Java Sound. A dead line, for example after a sound server has ended,
 * claims to be open but returns 0 bytes at once; {@link #read} then returns 0.
 */
final class JavaSoundInputLine implements InputLine {

    private static final int MOST_INSTANTS = 2048;

    /** Two bursts: one is filled while the other is read. */
    private static final int BUFFERED_BURSTS = 2;

    private final TargetDataLine line;
    private final String name;
    private final SampleEncoding encoding;
    private final int instantBytes;
    private final byte[] bytes;

    JavaSoundInputLine(TargetDataLine line, String name) {
        this.line = line;
        this.name = name;
        encoding = JavaSoundDevices.encoding(line.getFormat());
        instantBytes = line.getFormat().getFrameSize();
        bytes = new byte[MOST_INSTANTS * instantBytes];
    }

    /**
     * @param name the name in events
     * @param mixer Java Sound's name of the device; null for the default
     */
    static JavaSoundInputLine open(String name, String mixer, int channels, double burstMillis)
            throws IOException {
        double millis = BUFFERED_BURSTS * burstMillis;
        return new JavaSoundInputLine(
                (TargetDataLine)
                        JavaSoundDevices.open(Direction.INPUT, mixer, name, channels, millis),
                name);
    }

    @Override
    public int sampleRate() {
        return Math.round(line.getFormat().getSampleRate());
    }

    @Override
    public int channels() {
        return line.getFormat().getChannels();
    }

    @Override
    public int read(float[] into, int offset, int count) throws IOException {
        int instants = Math.min(MOST_INSTANTS, count / channels());
        int got = line.read(bytes, 0, instants * instantBytes) / instantBytes;
        if (got == 0 && !line.isOpen()) {
            throw new AudioException(name, "device closed");
        }
        encoding.decode(bytes, into, offset, got * channels());
        return got * channels();
    }

    @Override
    public int waitingInstants() {
        return line.available() / instantBytes;
    }

    @Override
    public void close() {
        // Stopping wakes a blocked reader; closing a running line may block for a while.
        line.stop();
        line.close();
    }
}
