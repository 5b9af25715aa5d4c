package quietline.streaming.io;

import java.io.IOException;
import java.io.InputStream;

/** Reads raw samples to the end of the stream. */
final class RawRecording implements Recording {

    private final InputStream in;
    private final RawFormat format;
    private final PcmStream sound;
    private final long bytes;

    /**
     * @param bytes the stream's length; −1 if unknown
     */
    RawRecording(InputStream in, String name, RawFormat format, long bytes) {
        this.in = in;
        this.bytes = bytes;
        this.format = format;
        this.sound = new PcmStream(in, name, format.layout(), format.format(), -1);
    }

    @Override
    public int read(float[] into, int offset, int count) throws IOException {
        return sound.read(into, offset, count);
    }

    @Override
    public WavFormat format() {
        return format.format();
    }

    @Override
    public long expectedInstants() {
        return bytes < 0 ? -1 : bytes / format.format().instantBytes();
    }

    @Override
    public String container() {
        return "raw samples";
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
