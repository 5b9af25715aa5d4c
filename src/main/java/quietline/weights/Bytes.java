package quietline.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A little-endian cursor over a range of a file in memory. Every read checks that its bytes are
 * inside the range, and fails with the position in the file otherwise.
 */
final class Bytes {
    /** Limits memory: the longest text is the header of a safetensors file. */
    static final int MOST_TEXT_BYTES = 1 << 18;

    private final ByteBuffer buffer;
    private final int origin;

    private Bytes(ByteBuffer buffer, int origin) {
        this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
        this.origin = origin;
    }

    static Bytes of(byte[] array) {
        return new Bytes(ByteBuffer.wrap(array).asReadOnlyBuffer(), 0);
    }

    /** Returns the position of the next byte, counted from the beginning of the file. */
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

    /** Returns the next {@code count} bytes as a range of their own, and skips them. */
    Bytes take(long count) {
        skip(count);
        return last(count);
    }

    /** Returns the {@code count} bytes before the position as a range of their own. */
    Bytes last(long count) {
        return range(buffer.position() - count, count);
    }

    /** Returns {@code count} bytes from {@code offset} on, without moving. */
    Bytes range(long offset, long count) {
        if (offset < 0 || count < 0 || offset > size() || count > size() - offset) {
            throw new WeightsException(
                    "expected %d bytes from byte %d on, found %d bytes in all"
                            .formatted(count, offset, size()));
        }
        return new Bytes(buffer.slice((int) offset, (int) count), origin + (int) offset);
    }

    /** Returns the whole range as UTF-8 text. */
    String text() {
        if (size() > MOST_TEXT_BYTES) {
            throw new WeightsException(
                    "expected text of at most %d bytes at byte %d, found %d"
                            .formatted(MOST_TEXT_BYTES, origin, size()));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(all()).toString();
        } catch (CharacterCodingException notText) {
            throw new WeightsException("expected UTF-8 text at byte %d".formatted(origin));
        }
    }

    /** Returns whether two ranges hold the same bytes. */
    boolean sameAs(Bytes other) {
        return all().equals(other.all());
    }

    /** Returns a view of the whole range, with a position of its own. */
    ByteBuffer all() {
        return buffer.slice(0, size()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void need(long count) {
        if (count < 0 || count > buffer.remaining()) {
            throw new WeightsException(
                    "expected %s bytes at byte %d, found %d"
                            .formatted(
                                    Long.toUnsignedString(count), position(), buffer.remaining()));
        }
    }
}
