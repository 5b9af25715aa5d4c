package quietline.weights;

/**
 * A cursor over one protocol buffer message: a sequence of fields, each a tag (number × 8 + wire
 * type) and a value. Wire type 0 is a varint, 1 eight bytes, 2 a length and that many bytes, 5 four
 * bytes; a varint has seven bits a byte, lowest first.
 */
final class Protobuf {
    /** The published export has some twenty thousand; each may cost an object. */
    private static final int MOST_FIELDS = 100_000;

    private final Bytes bytes;
    private final Protobuf outermost;
    private int fieldsRead;
    private int field;
    private int wireType;
    private long number;

    private Protobuf(Bytes bytes, Protobuf outermost) {
        this.bytes = bytes;
        this.outermost = outermost == null ? this : outermost;
    }

    static Protobuf of(Bytes bytes) {
        return new Protobuf(bytes, null);
    }

    /** Moves to the next field; false at the end. */
    boolean next() {
        if (!bytes.hasMore()) {
            return false;
        }
        if (++outermost.fieldsRead > MOST_FIELDS) {
            throw new WeightsException(
                    "a protocol buffer of at most %d fields expected".formatted(MOST_FIELDS));
        }
        long tag = varint(bytes);
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        switch (wireType) {
            case 0 -> number = varint(bytes);
            case 1 -> number = bytes.i64();
            case 2 -> {
                number = varint(bytes);
                bytes.skip(number);
            }
            case 5 -> number = bytes.i32();
            default ->
                    throw new WeightsException(
                            "a protocol buffer expected, found wire type %d at byte %d"
                                    .formatted(wireType, bytes.position()));
        }
        return true;
    }

    int field() {
        return field;
    }

    /** The value as a whole number. */
    long number() {
        expect(wireType != 2);
        return number;
    }

    float real() {
        expect(wireType == 5);
        return Float.intBitsToFloat((int) number);
    }

    /** The value's bytes: text, numbers one after the other, or a message. */
    Bytes payload() {
        expect(hasPayload());
        return bytes.last(number);
    }

    boolean hasPayload() {
        return wireType == 2;
    }

    Protobuf message() {
        return new Protobuf(payload(), outermost);
    }

    String text() {
        return payload().text();
    }

    static long varint(Bytes from) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = from.u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new WeightsException(
                "a varint expected at byte %d, found one without end".formatted(from.position()));
    }

    private void expect(boolean fits) {
        if (!fits) {
            throw new WeightsException(
                    "protocol buffer: field %d has wire type %d".formatted(field, wireType));
        }
    }
}
