package quietline.weights;

/**
 * A cursor over the fields of a protocol buffer message. A field is a tag (number × 8 + wire type)
 * and a value. Wire type 0 is a varint (seven bits per byte, lowest first), 1 eight bytes, 2 a
 * length and that many bytes, 5 four bytes.
 */
final class Protobuf {
    /** Limits memory, since each field may make an object. A published export has 10,000. */
    private static final int MOST_FIELDS = 50_000;

    private static final int MOST_FIELD_NUMBER = (1 << 29) - 1;

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

    /** Moves to the next field; returns false at the end. */
    boolean next() {
        if (!bytes.hasMore()) {
            return false;
        }
        if (++outermost.fieldsRead > MOST_FIELDS) {
            throw new WeightsException(
                    "expected a protocol buffer of at most %d fields".formatted(MOST_FIELDS));
        }
        long tag = varint(bytes);
        if (tag >>> 3 == 0 || tag >>> 3 > MOST_FIELD_NUMBER) {
            throw new WeightsException(
                    "protocol buffer: expected a field number from 1 to %d, found %d at byte %d"
                            .formatted(MOST_FIELD_NUMBER, tag >>> 3, bytes.position()));
        }
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
                            "protocol buffer: unknown wire type %d at byte %d"
                                    .formatted(wireType, bytes.position()));
        }
        return true;
    }

    int field() {
        return field;
    }

    /** Returns the value as an integer. */
    long number() {
        expect(wireType != 2);
        return number;
    }

    float floatValue() {
        expect(wireType == 5);
        return Float.intBitsToFloat((int) number);
    }

    /** Returns the bytes of the value: text, packed numbers or a message. */
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
        for (int shift = 0; ; shift += 7) {
            int next = from.u8();
            if (shift == 63 && next > 1) {
                throw new WeightsException(
                        "varint of more than 64 bits at byte %d".formatted(from.position()));
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    private void expect(boolean fits) {
        if (!fits) {
            throw new WeightsException(
                    "protocol buffer: field %d has the wrong wire type %d"
                            .formatted(field, wireType));
        }
    }
}
