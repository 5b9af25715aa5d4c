package quietline.streaming.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Bare samples, to the end of the stream. */
final class RawRecording implements Recording {

    private final InputStream in;
    private final RawFormat format;
    private final PcmStream sound;

    RawRecording(InputStream in, String name, RawFormat format) {
        this.in = in;
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
    public long promisedInstants() {
        return -1;
    }

    @Override
    public Optional<String> warning() {
        return Optional.empty();
    }

    @Override
    public List<WavChunk> metadata() {
        return List.of();
    }

    @Override
    public String container() {
        return "bare samples";
    }

    @Override
    public long nonFinite() {
        return sound.nonFinite();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
