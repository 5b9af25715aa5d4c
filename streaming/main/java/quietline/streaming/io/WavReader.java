package quietline.streaming.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

    /** The length that recorders and converters write when they cannot come back to correct it. */
    private static final long UNKNOWN = 0xffffffffL;

    private static final int SOX_UNKNOWN = 0x7ffff000;
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
        long riffBytes = readRiffHeader();
        long position = 4;
        WavFormat found = null;
        while (true) {
            byte[] header = in.readNBytes(8);
            if (header.length < 8) {
                throw new AudioException(name, "ends before its sound begins: no data chunk");
            }
            String id = new String(header, 0, 4, StandardCharsets.ISO_8859_1);
            long bytes = uint32(header, 4);
            position += 8;
            if (id.equals("data")) {
                if (found == null) {
                    throw new AudioException(name, "has no fmt chunk before its data chunk");
                }
                format = found;
                promisedInstants = promised(bytes, riffBytes <= position);
                break;
            }
            long skipped = bytes + (bytes & 1);
            position += skipped;
            if (id.equals("fmt ")) {
                byte[] chunk = in.readNBytes((int) Math.min(bytes, WavFormat.LONGEST));
                found = WavFormat.parse(chunk, name);
                skipped -= chunk.length;
            }
            skip(skipped, id);
        }
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

    private long readRiffHeader() throws IOException {
        byte[] header = in.readNBytes(12);
        if (header.length == 0) {
            throw new AudioException(name, "is empty, expected a WAV file");
        }
        String riff = text(header, 0);
        String wave = text(header, 8);
        if (!riff.equals("RIFF") || !wave.equals("WAVE")) {
            throw new AudioException(
                    name,
                    "is not a WAV file: begins with \"%s....%s\", expected \"RIFF....WAVE\""
                            .formatted(riff, wave));
        }
        return uint32(header, 4);
    }

    /** Negative when only the end of the file will tell. */
    private long promised(long dataBytes, boolean riffEndsHere) {
        int instant = format.instantBytes();
        // A recorder that was killed leaves lengths that count the header only.
        boolean unknown =
                dataBytes == UNKNOWN
                        || dataBytes == SOX_UNKNOWN / instant * instant
                        || dataBytes == 0 && riffEndsHere;
        return unknown ? -1 : dataBytes / instant;
    }

    private void skip(long bytes, String id) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw new AudioException(
                    name,
                    "ends inside its %s chunk, before its sound begins"
                            .formatted(printable(id).strip()));
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

    private static long uint32(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at) & 0xffffffffL;
    }

    private static String text(byte[] bytes, int at) {
        int from = Math.min(at, bytes.length);
        int count = Math.min(4, bytes.length - from);
        return printable(new String(bytes, from, count, StandardCharsets.ISO_8859_1));
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
