package quietline.streaming.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads WAV, RF64, BW64 and RIFX without seeking, so that pipes work too. Truncated audio is read
 * to its end and reported by {@link #warning()}. Written here because Java Sound reads neither
 * float nor 64-bit lengths nor metadata, and refuses truncated files.
 */
public final class WavReader implements Recording {

    private final String name;
    private final InputStream in;
    private final RiffChunks chunks;
    private final WavFormat format;
    private final PcmStream sound;
    private final long dataBytes;
    private final List<String> oddities = new ArrayList<>();
    private boolean finished;

    /** Opens a stream; closing the reader closes it. */
    public WavReader(InputStream in, String name) throws IOException {
        this.name = name;
        this.in = in;
        chunks = new RiffChunks(in);
        WavHeader header;
        try {
            header = WavHeader.read(chunks, name);
        } catch (IOException e) {
            throw AudioException.of(name, e);
        }
        format = header.format();
        dataBytes = header.dataBytes();
        boolean bigEndian = header.order() == ByteOrder.BIG_ENDIAN;
        sound =
                new PcmStream(
                        chunks.stream(),
                        name,
                        new SampleLayout(format.encoding(), bigEndian, false),
                        format,
                        dataBytes < 0 ? -1 : dataBytes / format.instantBytes());
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

    @Override
    public WavFormat format() {
        return format;
    }

    @Override
    public String container() {
        return "WAV";
    }

    @Override
    public long promisedInstants() {
        return sound.promisedInstants();
    }

    @Override
    public int read(float[] into, int offset, int count) throws IOException {
        int samples = sound.read(into, offset, count);
        if (samples < 0 && !finished) {
            finished = true;
            try {
                readWhatFollows();
            } catch (IOException e) {
                throw AudioException.of(name, e);
            }
        }
        return samples;
    }

    private void readWhatFollows() throws IOException {
        if (sound.truncated()) {
            oddities.add(sound.shortfall());
        } else if (dataBytes >= 0) {
            chunks.skip(dataBytes % format.instantBytes());
            chunks.length(dataBytes);
            while (chunks.next() && chunks.hasPrintableId()) {
                if (!chunks.pass()) {
                    oddities.add(
                            "ends inside its %s chunk after the audio; left that chunk out"
                                    .formatted(chunks.id().strip()));
                    break;
                }
            }
        }
        if (chunks.dropped()) {
            oddities.add(
                    "left out metadata that is big-endian or exceeds %d MiB or %d chunks"
                            .formatted(
                                    RiffChunks.MOST_KEPT_BYTES >> 20, RiffChunks.MOST_KEPT_CHUNKS));
        }
    }

    @Override
    public List<WavChunk> metadata() {
        return chunks.kept();
    }

    @Override
    public Optional<String> warning() {
        return oddities.isEmpty()
                ? Optional.empty()
                : Optional.of(name + ": " + String.join("; ", oddities));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
