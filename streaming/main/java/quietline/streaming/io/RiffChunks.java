package quietline.streaming.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the chunks of a RIFF file in order: an id, a length, that many bytes, and a padding byte
 * after an odd length (which many writers forget). Allocates nothing by a length that the file
 * merely claims.
 */
final class RiffChunks {

    /** The most metadata kept of one file: album covers fit. */
    static final int MOST_KEPT_BYTES = 4 << 20;

    private final PushbackInputStream in;
    private final byte[] scratch = new byte[4096];
    private final List<WavChunk> kept = new ArrayList<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long position;
    private int keptBytes;
    private boolean dropped;
    private boolean padded;
    private String id = "";
    private long bytes;

    RiffChunks(InputStream in) {
        this.in = new PushbackInputStream(in, 8);
    }

    void order(ByteOrder order) {
        this.order = order;
    }

    InputStream stream() {
        return in;
    }

    byte[] bytes(int count) throws IOException {
        byte[] found = in.readNBytes(count);
        position += found.length;
        return found;
    }

    /** Reads the next chunk's head; returns false at the end. */
    boolean next() throws IOException {
        if (padded) {
            skipPadding();
        }
        byte[] head = bytes(8);
        if (head.length < 8) {
            return false;
        }
        id = text(head, 0);
        length(uint32(head, 4));
        return true;
    }

    /** Replaces the current chunk's length when it needs 64 bits. */
    void length(long bytes) {
        this.bytes = bytes;
        padded = (bytes & 1) == 1;
    }

    private void skipPadding() throws IOException {
        byte[] ahead = in.readNBytes(4);
        // Padding is normally zero; four printable letters mean that it was forgotten.
        boolean forgotten = ahead.length == 4 && ahead[0] != 0 && WavChunk.isId(text(ahead, 0));
        int taken = forgotten || ahead.length == 0 ? 0 : 1;
        in.unread(ahead, taken, ahead.length - taken);
        position += taken;
    }

    /** The current chunk's id, with question marks for unprintable characters. */
    String id() {
        return id;
    }

    long length() {
        return bytes;
    }

    /** The number of bytes read from the beginning of the file. */
    long position() {
        return position;
    }

    long uint32(byte[] from, int at) {
        return ByteBuffer.wrap(from).order(order).getInt(at) & 0xffffffffL;
    }

    /**
     * Passes the current chunk, keeping it if it is metadata; returns false if the file ends in it.
     */
    boolean pass() throws IOException {
        // Big-endian numbers in metadata would be wrong in the little-endian files we write.
        boolean keep = WavChunk.isMetadata(id) && order == ByteOrder.LITTLE_ENDIAN;
        if (keep && bytes <= MOST_KEPT_BYTES - keptBytes) {
            byte[] contents = bytes((int) bytes);
            if (contents.length < bytes) {
                return false;
            }
            kept.add(new WavChunk(id, contents));
            keptBytes += contents.length + 8;
            return true;
        }
        dropped |= WavChunk.isMetadata(id);
        return skip(bytes);
    }

    boolean skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            int read = in.read(scratch, 0, (int) Math.min(left, scratch.length));
            if (read < 0) {
                return false;
            }
            left -= read;
            position += read;
        }
        return true;
    }

    List<WavChunk> kept() {
        return List.copyOf(kept);
    }

    /** Whether some metadata was not kept. */
    boolean dropped() {
        return dropped;
    }

    /** Up to four letters, with question marks for unprintable characters. */
    static String text(byte[] from, int at) {
        int start = Math.min(at, from.length);
        int count = Math.min(4, from.length - start);
        return new String(from, start, count, StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", "?");
    }
}
