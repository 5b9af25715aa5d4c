package quietline.streaming.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads RIFF WAV from front to back, never seeking, so that a pipe will do. Memory does not depend
 * on what a header claims. Sound that ends before its header says is read as far as it goes, and
 * {@link #warning()} tells.
 */
public final class WavReader implements AudioSource {

    private static final int BUFFER_BYTES = 16_384;

    private final String name;
    private final InputStream in;
    private final WavFormat format;
    private final byte[] buffer;
    private final long promisedInstants;
    private long readInstants;
    private boolean ended;

    /** Takes the stream over: closing the reader closes it. */
    public WavReader(InputStream in, String name) throws IOException {
        this.name = name;
        this.in = in;
        WavHeader header = WavHeader.read(in, name);
        format = header.format();
        promisedInstants = header.promisedInstants();
        buffer =
                new byte[Math.max(1, BUFFER_BYTES / format.instantBytes()) * format.instantBytes()];
    }

    public static WavReader open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new AudioException(path, "is a folder, expected a WAV file");
        }
        InputStream in;
        try {
            in = new BufferedInputStream(Files.newInputStream(path));
        } catch (IOException e) {
            throw AudioException.of(path, e);
        }
        try {
            return new WavReader(in, path.toString());
        } catch (IOException e) {
            in.close();
            throw AudioException.of(path, e);
        }
    }

    public WavFormat format() {
        return format;
    }

    @Override
    public int sampleRate() {
        return format.sampleRate();
    }

    @Override
    public int channels() {
        return format.channels();
    }

    @Override
    public int read(float[] into, int offset, int count) throws IOException {
        int instant = format.instantBytes();
        long wanted = Math.min(count / format.channels(), buffer.length / instant);
        if (promisedInstants >= 0) {
            wanted = Math.min(wanted, promisedInstants - readInstants);
        }
        if (ended || wanted == 0) {
            return -1;
        }
        int bytes;
        try {
            bytes = in.readNBytes(buffer, 0, (int) wanted * instant);
        } catch (IOException e) {
            throw AudioException.of(name, e);
        }
        int instants = bytes / instant;
        ended = instants < wanted;
        readInstants += instants;
        int samples = instants * format.channels();
        SampleEncoding encoding = format.encoding();
        for (int i = 0; i < samples; i++) {
            into[offset + i] = encoding.decode(buffer, i * encoding.byteCount());
        }
        return samples == 0 ? -1 : samples;
    }

    /** After the end: what was not as the header said, as one line. */
    public Optional<String> warning() {
        if (!ended || promisedInstants < 0) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%s: ends after %.2f s where its header promises %.2f s; used what is there",
                        name,
                        (double) readInstants / sampleRate(),
                        (double) promisedInstants / sampleRate()));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
