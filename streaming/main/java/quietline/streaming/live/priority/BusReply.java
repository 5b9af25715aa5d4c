package quietline.streaming.live.priority;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message received from D-Bus, see {@link BusCall}; read from its beginning to its end. */
final class BusReply {

    static final int HEAD_BYTES = 16;

    private static final int MOST_BYTES = 1 << 20;
    private static final byte RETURN = 2;
    private static final byte ERROR = 3;
    private static final int REPLY_SERIAL = 5;

    private final ByteBuffer bytes;
    private final int body;
    private int repliesTo = -1;

    /** Reads the fields of a whole message. */
    BusReply(ByteBuffer message) throws IOException {
        bytes = message;
        int end = HEAD_BYTES + order(bytes).getInt(12);
        body = aligned(end, Long.BYTES);
        bytes.position(HEAD_BYTES);
        try {
            while (bytes.position() < end) {
                align(Long.BYTES);
                int code = bytes.get();
                Object value = variant();
                if (code == REPLY_SERIAL && value instanceof Number serial) {
                    repliesTo = serial.intValue();
                }
            }
            bytes.position(body);
        } catch (RuntimeException e) {
            throw malformed();
        }
    }

    /** Returns the length of the message with this head. */
    static int length(ByteBuffer head) throws IOException {
        long body = order(head).getInt(4) & 0xffffffffL;
        long fields = head.getInt(12) & 0xffffffffL;
        long length = (HEAD_BYTES + fields + 7) / 8 * 8 + body;
        if (length > MOST_BYTES) {
            throw malformed();
        }
        return (int) length;
    }

    private static ByteBuffer order(ByteBuffer message) {
        boolean little = message.get(0) == 'l';
        return message.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    static int aligned(int position, int size) {
        return (position + size - 1) / size * size;
    }

    private void align(int size) {
        bytes.position(aligned(bytes.position(), size));
    }

    private static IOException malformed() {
        return new IOException("malformed message on D-Bus");
    }

    /** Whether this answers the call with that serial, by result or error. */
    boolean answers(int serial) {
        byte kind = bytes.get(1);
        return (kind == RETURN || kind == ERROR) && repliesTo == serial;
    }

    boolean isError() {
        return bytes.get(1) == ERROR;
    }

    /** The body's first value, which is a text or a variant of one; "" if there is none. */
    String text() throws IOException {
        try {
            return bytes.hasRemaining() ? (String) value('s') : "";
        } catch (RuntimeException e) {
            throw malformed();
        }
    }

    /** The body's first value, which is a variant of a number. */
    long number() throws IOException {
        try {
            return ((Number) variant()).longValue();
        } catch (RuntimeException e) {
            throw malformed();
        }
    }

    private Object variant() throws IOException {
        String signature = signature();
        if (signature.length() != 1) {
            throw malformed();
        }
        return value(signature.charAt(0));
    }

    private Object value(char type) throws IOException {
        switch (type) {
            case 'x', 't' -> {
                align(Long.BYTES);
                return bytes.getLong();
            }
            case 'u', 'i' -> {
                align(Integer.BYTES);
                return bytes.getInt();
            }
            case 's', 'o' -> {
                align(Integer.BYTES);
                return text(bytes.getInt());
            }
            case 'g' -> {
                return signature();
            }
            default -> throw malformed();
        }
    }

    private String signature() throws IOException {
        return text(bytes.get() & 0xff);
    }

    private String text(int length) throws IOException {
        if (length < 0 || length >= bytes.remaining()) {
            throw malformed();
        }
        byte[] text = new byte[length];
        bytes.get(text).get();
        return new String(text, StandardCharsets.UTF_8);
    }
}
