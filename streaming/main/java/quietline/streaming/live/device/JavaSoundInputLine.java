package quietline.streaming.live.device;

import java.io.IOException;
import javax.sound.sampled.TargetDataLine;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.live.InputLine;

/**
 * An open line of Java Sound. One that is dead, as after the end of a sound server, says that it is
 * open, and gives nothing, for ever and at once: {@link #read} then gives 0.
 */
final class JavaSoundInputLine implements InputLine {

    private static final int MOST_INSTANTS = 2048;

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
            throw new AudioException(name, "the device has been closed");
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
        // Stopping wakes who reads; a line that is still running may not be closed for a while.
        line.stop();
        line.close();
    }
}
