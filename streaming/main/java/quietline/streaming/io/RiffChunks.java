package quietline.streaming.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the chunks of a RIFF file in order: an id, a length, that many bytes, and a padding byte
 * after an odd length (which many writers forget). Allocates nothing by a length that the file
 * merely claims, and nothing for a chunk that is passed, since a file may consist of empty chunks.
 */
final class RiffChunks {

    /** The most metadata kept of one file: album covers fit. */
    static final int MOST_KEPT_BYTES = 4 << 20;

    /** The most metadata chunks kept of one file; recorders write fewer than ten. */
    static final int MOST_KEPT_CHUNKS = 1000;

    private final PushbackInputStream in;
    private final byte[] scratch = new byte[4096];
    private final byte[] head = new byte[8];
    private final byte[] ahead = new byte[4];
    private final List<WavChunk> kept = new ArrayList<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long position;
    private int keptBytes;
    private boolean dropped;
    private boolean padded;
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
        int found = in.readNBytes(head, 0, head.length);
        position += found;
        if (found < head.length) {
            return false;
        }
        length(uint32(head, 4));
        return true;
    }

    /** Replaces the current chunk's length when it needs 64 bits. */
    void length(long bytes) {
        this.bytes = bytes;
        padded = (bytes & 1) == 1;
    }

    private void skipPadding() throws IOException {
        int found = in.readNBytes(ahead, 0, ahead.length);
        // Padding is normally zero; four printable letters mean that it was forgotten.
        boolean forgotten = found == ahead.length && WavChunk.isId(ahead);
        int taken = forgotten || found == 0 ? 0 : 1;
        in.unread(ahead, taken, found - taken);
        position += taken;
    }

    /** The current chunk's id, with question marks for unprintable characters. */
    String id() {
        return text(head, 0);
    }

    /** Whether the current chunk has this id. */
    boolean is(String id) {
        return WavChunk.is(id, head);
    }

    /** Whether the current chunk's id is four printable letters. */
    boolean hasPrintableId() {
        return WavChunk.isId(head);
    }

    long length() {
        return bytes;
    }

    /** The number of bytes read from the beginning of the file. */
    long position() {
        return position;
    }

    long uint32(byte[] from, int at) {
        int number = 0;
        for (int i = 0; i < 4; i++) {
            int place = order == ByteOrder.BIG_ENDIAN ? i : 3 - i;
            number = number << 8 | from[at + place] & 0xff;
        }
        return number & 0xffffffffL;
    }

    /**
     * Passes the current chunk, keeping it if it is metadata; returns false if the file ends in it.
     */
    boolean pass() throws IOException {
        // Big-endian numbers in metadata would be wrong in the little-endian files we write.
        boolean metadata = WavChunk.isMetadata(head);
        boolean keep = metadata && order == ByteOrder.LITTLE_ENDIAN;
        boolean room = kept.size() < MOST_KEPT_CHUNKS && bytes <= MOST_KEPT_BYTES - keptBytes;
        if (keep && room) {
            byte[] contents = bytes((int) bytes);
            if (contents.length < bytes) {
                return false;
            }
            kept.add(new WavChunk(id(), contents));
            keptBytes += contents.length + 8;
            return true;
        }
        dropped |= metadata;
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
