package quietline.streaming.live.priority;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A method call in D-Bus's format: a head of 16 bytes, fields that name the method, and arguments.
 * Every value is aligned to a multiple of its size.
 */
final class BusCall {

    private static final int MOST_BYTES = 1024;
    private static final int HEAD_BYTES = 16;
    private static final byte METHOD_CALL = 1;
    private static final byte VERSION = 1;

    private final ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /**
     * @param method interface and method, separated by a dot
     * @param signature a letter for each argument: s text, t 64 bits, u and i 32 bits
     */
    BusCall(
            int serial,
            String service,
            String object,
            String method,
            String signature,
            Object... arguments) {
        int dot = method.lastIndexOf('.');
        bytes.put((byte) 'l').put(METHOD_CALL).put((byte) 0).put(VERSION).position(HEAD_BYTES);
        field(1, 'o', object);
        field(2, 's', method.substring(0, dot));
        field(3, 's', method.substring(dot + 1));
        field(6, 's', service);
        field(8, 'g', signature);
        int fieldBytes = bytes.position() - HEAD_BYTES;
        align(8);
        int body = bytes.position();
        for (int i = 0; i < arguments.length; i++) {
            value(signature.charAt(i), arguments[i]);
        }
        bytes.putInt(4, bytes.position() - body).putInt(8, serial).putInt(12, fieldBytes);
    }

    private void field(int code, char type, String text) {
        align(8);
        bytes.put((byte) code).put((byte) 1).put((byte) type).put((byte) 0);
        value(type, text);
    }

    private void value(char type, Object value) {
        switch (type) {
            case 't' -> {
                align(Long.BYTES);
                bytes.putLong(((Number) value).longValue());
            }
            case 'u', 'i' -> {
                align(Integer.BYTES);
                bytes.putInt(((Number) value).intValue());
            }
            default -> text(type, ((String) value).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The length of a signature takes one byte, that of other texts four. */
    private void text(char type, byte[] text) {
        if (type == 'g') {
            bytes.put((byte) text.length);
        } else {
            align(Integer.BYTES);
            bytes.putInt(text.length);
        }
        bytes.put(text).put((byte) 0);
    }

    private void align(int size) {
        bytes.position(BusReply.aligned(bytes.position(), size));
    }

    /** The call, to be sent. */
    ByteBuffer bytes() {
        return bytes.flip();
    }
}
