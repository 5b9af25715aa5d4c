package quietline.streaming.live.device;

import java.io.IOException;
import javax.sound.sampled.SourceDataLine;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.live.OutputLine;
import quietline.streaming.live.device.Device.Direction;

/** An open speaker line of Java Sound; writes block while its buffer is full. */
final class JavaSoundOutputLine implements OutputLine {

    private static final int MOST_INSTANTS = 2048;

    /** Four blocks: the reserve is three, and playback never writes more than needed. */
    private static final int BUFFERED_BLOCKS = 4;

    private static final int TAKEN_MILLIS = 3;

    private final SourceDataLine line;
    private final String name;
    private final SampleEncoding encoding;
    private final int channels;
    private final int instantBytes;
    private final byte[] bytes;

    JavaSoundOutputLine(SourceDataLine line, String name) {
        this.line = line;
        this.name = name;
        encoding = JavaSoundDevices.encoding(line.getFormat());
        channels = line.getFormat().getChannels();
        instantBytes = line.getFormat().getFrameSize();
        bytes = new byte[MOST_INSTANTS * instantBytes];
    }

    /**
     * @param name the name in events
     * @param mixer Java Sound's name of the device; null for the default
     */
    static JavaSoundOutputLine open(String name, String mixer, int channels, double blockMillis)
            throws IOException {
        double millis = BUFFERED_BLOCKS * blockMillis;
        return new JavaSoundOutputLine(
                (SourceDataLine)
                        JavaSoundDevices.open(Direction.OUTPUT, mixer, name, channels, millis),
                name);
    }

    @Override
    public int sampleRate() {
        return Math.round(line.getFormat().getSampleRate());
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public void write(float[] from, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int part = Math.min(count - done, MOST_INSTANTS * channels);
            int length = part / channels * instantBytes;
            encoding.encode(from, offset + done, bytes, part);
            // A dead line accepts too little but claims to be open.
            if (line.write(bytes, 0, length) < length) {
                throw new AudioException(name, "device no longer accepts audio");
            }
            done += part;
        }
    }

    /** Excludes what the driver takes at once; 0 only if the buffer is empty. */
    @Override
    public int queuedInstants() {
        int queued = Math.max(0, line.getBufferSize() - line.available()) / instantBytes;
        return queued == 0 ? 0 : Math.max(1, queued - deviceInstants());
    }

    @Override
    public int deviceInstants() {
        return sampleRate() * TAKEN_MILLIS / 1000;
    }

    @Override
    public int bufferInstants() {
        return line.getBufferSize() / instantBytes;
    }

    @Override
    public void close() {
        line.stop();
        line.close();
    }
}
