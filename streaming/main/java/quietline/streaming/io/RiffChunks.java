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
 * A RIFF file's chunks from front to back: an id, a length, that many bytes, and after an odd
 * number one more, which many writers forget. No memory is taken on a header's word.
 */
final class RiffChunks {

    /** All metadata of one file; covers of albums fit, lies do not. */
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

    /** Comes to the next chunk's contents; false where there is none. */
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

    /** Corrects the current chunk's length, which its head cannot say if it needs 64 bits. */
    void length(long bytes) {
        this.bytes = bytes;
        padded = (bytes & 1) == 1;
    }

    private void skipPadding() throws IOException {
        byte[] ahead = in.readNBytes(4);
        // A writer that forgot the padding has four letters here; padding is zero, as a rule.
        boolean forgotten = ahead.length == 4 && ahead[0] != 0 && WavChunk.isId(text(ahead, 0));
        int taken = forgotten || ahead.length == 0 ? 0 : 1;
        in.unread(ahead, taken, ahead.length - taken);
        position += taken;
    }

    /** The current chunk's id, what cannot be printed as question marks. */
    String id() {
        return id;
    }

    long length() {
        return bytes;
    }

    /** How far the reading has come from the file's beginning. */
    long position() {
        return position;
    }

    long uint32(byte[] from, int at) {
        return ByteBuffer.wrap(from).order(order).getInt(at) & 0xffffffffL;
    }

    /** Passes what the current chunk still has, keeping it if it is metadata; false at the end. */
    boolean pass() throws IOException {
        // Numbers in metadata would be the wrong way round in what we write.
        boolean worth = WavChunk.isMetadata(id) && order == ByteOrder.LITTLE_ENDIAN;
        if (worth && bytes <= MOST_KEPT_BYTES - keptBytes) {
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

    /** Whether there was metadata that was not kept. */
    boolean dropped() {
        return dropped;
    }

    /** Four letters, as far as they are there. */
    static String text(byte[] from, int at) {
        int start = Math.min(at, from.length);
        int count = Math.min(4, from.length - start);
        return new String(from, start, count, StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", "?");
    }
}
