package quietline.streaming.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import quietline.streaming.io.RawFormat;
import quietline.streaming.io.WavChunk;

/**
 * Identifies the input and settings of an output, for {@code --resume}. It is written into the
 * output itself, near its beginning or its end: as a chunk of a WAV, as a comment in a PNG, as a
 * tag or a part that players skip in what ffmpeg makes. So it appears, moves and disappears
 * together with the output, and no further files lie in the user's folders. It consists of hashes,
 * because a recording that is passed on should not tell its old name. As for rsync, an input is
 * unchanged if its length and time of last change are.
 *
 * @param input a hash of the input's name
 * @param made a hash of the input's name, length and time, and of all settings
 */
public record Origin(String input, String made) {

    static final String CHUNK_ID = "qlin";

    /** Differs if a later version gives other samples for the same settings. */
    private static final int VERSION = 2;

    private static final Pattern TEXT =
            Pattern.compile("quietline origin ([0-9a-f]{32}) ([0-9a-f]{32})");

    /** Other programs may have appended chunks of their own. */
    public static final int SEARCHED_BYTES = 1 << 16;

    /** The last chunk of a PNG, with length and checksum. */
    private static final int PNG_END_BYTES = 12;

    private static final int HASH_BYTES = 16;

    /** Describes an output; empty if the input is no file or only a copy. */
    static Optional<Origin> of(Input input, Treatment treatment, Outputs.Role role)
            throws IOException {
        if (input.origin().isEmpty()) {
            return Optional.empty();
        }
        Path file = input.origin().get();
        long changed = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
        return Optional.of(
                of(nameOf(file), Files.size(file), changed, input.raw(), treatment, role));
    }

    /** Describes the enhanced output of a file with a header, which may lie anywhere. */
    public static Origin of(String name, long bytes, long changedNanos, Treatment treatment) {
        return of(name, bytes, changedNanos, Optional.empty(), treatment, Outputs.Role.ENHANCED);
    }

    private static Origin of(
            String name,
            long bytes,
            long changedNanos,
            Optional<RawFormat> raw,
            Treatment treatment,
            Outputs.Role role) {
        Object[] parts = {
            VERSION,
            role,
            bytes,
            changedNanos,
            raw,
            treatment.weights().sha256(),
            treatment.strength(),
            treatment.maxAttenuationDecibels(),
            treatment.gate(),
            treatment.narrow(),
            treatment.mono(),
            treatment.encoding(),
            treatment.sampleRate(),
            treatment.excerpt(),
            name
        };
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\n');
        }
        return new Origin(hash(name), hash(text.toString()));
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The {@link #input()} of outputs that are made from this file. */
    static String nameHash(Path file) {
        return hash(nameOf(file));
    }

    /** Whether the output was made from a file of this name. */
    boolean isFrom(Path file) {
        return isFrom(nameOf(file));
    }

    /** Whether the output was made from a file of this name. */
    public boolean isFrom(String name) {
        return input.equals(hash(name));
    }

    /** Reads the origin of an output; empty for files of other programs. */
    static Optional<Origin> read(Path output) throws IOException {
        try (FileChannel channel = FileChannel.open(output, StandardOpenOption.READ)) {
            long end = Math.max(0, channel.size() - SEARCHED_BYTES);
            Optional<Origin> last = find(channel, end);
            return last.isPresent() || end == 0 ? last : find(channel, 0);
        }
    }

    private static Optional<Origin> find(FileChannel channel, long at) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(SEARCHED_BYTES);
        while (part.hasRemaining()) {
            int count = channel.read(part, at + part.position());
            if (count < 0) {
                break;
            }
        }
        return in(part.array(), part.position());
    }

    /** Finds the last origin in the beginning or the end of an output. */
    public static Optional<Origin> in(byte[] part, int length) {
        String text = new String(part, 0, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = TEXT.matcher(text);
        Optional<Origin> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(new Origin(matcher.group(1), matcher.group(2)));
        }
        return last;
    }

    String text() {
        return "quietline origin %s %s".formatted(input, made);
    }

    private byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }

    WavChunk chunk() {
        return new WavChunk(CHUNK_ID, bytes());
    }

    /** Returns the picture with a {@code tEXt} chunk before its end. */
    byte[] addTo(byte[] png) {
        byte[] keyword = "tEXtComment\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] text = bytes();
        ByteBuffer chunk = ByteBuffer.allocate(keyword.length + text.length);
        chunk.put(keyword).put(text);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array());
        int end = png.length - PNG_END_BYTES;
        return ByteBuffer.allocate(png.length + chunk.capacity() + 2 * Integer.BYTES)
                .put(png, 0, end)
                .putInt(chunk.capacity() - Integer.BYTES)
                .put(chunk.array())
                .putInt((int) checksum.getValue())
                .put(png, end, PNG_END_BYTES)
                .array();
    }
}
