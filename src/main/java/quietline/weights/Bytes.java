package quietline.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over a stretch of a file held in memory, little-endian, that never leaves its stretch:
 * whoever reads past the end is told where, and no length found in a file is believed before it is
 * compared with what is left.
 */
final class Bytes {
    private final ByteBuffer buffer;
    private final int origin;

    private Bytes(ByteBuffer buffer, int origin) {
        this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
        this.origin = origin;
    }

    static Bytes of(byte[] array) {
        return new Bytes(ByteBuffer.wrap(array).asReadOnlyBuffer(), 0);
    }

    /** The byte after the last one read, counted from the beginning of the file. */
    int position() {
        return origin + buffer.position();
    }

    int size() {
        return buffer.limit();
    }

    int remaining() {
        return buffer.remaining();
    }

    boolean hasMore() {
        return buffer.hasRemaining();
    }

    int u8() {
        need(1);
        return buffer.get() & 0xff;
    }

    int u16() {
        need(2);
        return buffer.getShort() & 0xffff;
    }

    int i32() {
        need(4);
        return buffer.getInt();
    }

    long u32() {
        return i32() & 0xffff_ffffL;
    }

    long i64() {
        need(8);
        return buffer.getLong();
    }

    void skip(long count) {
        need(count);
        buffer.position(buffer.position() + (int) count);
    }

    /** The next {@code count} bytes as a stretch of their own. */
    Bytes take(long count) {
        skip(count);
        return last(count);
    }

    /** The {@code count} bytes before this place as a stretch of their own. */
    Bytes last(long count) {
        return stretch(buffer.position() - count, count);
    }

    /** {@code count} bytes from {@code offset} on, without moving. */
    Bytes stretch(long offset, long count) {
        if (offset < 0 || count < 0 || offset > size() || count > size() - offset) {
            throw new WeightsException(
                    "%d bytes expected from byte %d on, but only %d bytes are there"
                            .formatted(count, offset, size()));
        }
        return new Bytes(buffer.slice((int) offset, (int) count), origin + (int) offset);
    }

    /** All of this stretch as UTF-8 text. */
    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(all()).toString();
        } catch (CharacterCodingException notText) {
            throw new WeightsException(
                    "UTF-8 text expected at byte %d, found something else".formatted(origin));
        }
    }

    /** A view of all of this stretch, with a position of its own. */
    ByteBuffer all() {
        return buffer.slice(0, size()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void need(long count) {
        if (count < 0 || count > buffer.remaining()) {
            throw new WeightsException(
                    "%s bytes expected at byte %d, found %d"
                            .formatted(
                                    Long.toUnsignedString(count), position(), buffer.remaining()));
        }
    }
}
