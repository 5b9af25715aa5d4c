package quietline.streaming.live.device;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import quietline.streaming.io.AudioException;

/** Reads the typed values of a sound server's message in order; see {@link PulseCommand}. */
final class PulseValues {

    private final ByteBuffer bytes;
    private final String server;

    PulseValues(ByteBuffer bytes, String server) {
        this.bytes = bytes;
        this.server = server;
    }

    boolean ended() {
        return !bytes.hasRemaining();
    }

    int number() throws AudioException {
        expect('L');
        return bytes.getInt();
    }

    String text() throws AudioException {
        int type = type();
        if (type == 'N') {
            return null;
        }
        if (type != 't') {
            throw misunderstood();
        }
        int start = bytes.position();
        skipText();
        byte[] text = new byte[bytes.position() - 1 - start];
        bytes.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Reads a sample format. */
    PulseFormat format() throws AudioException {
        expect('a');
        int encoding = bytes.get();
        int channels = bytes.get() & 0xff;
        return new PulseFormat(encoding, channels, bytes.getInt());
    }

    /** Skips values of any type. */
    PulseValues skip(int count) throws AudioException {
        for (int i = 0; i < count; i++) {
            skip();
        }
        return this;
    }

    private void skip() throws AudioException {
        switch (type()) {
            case 'N', '0', '1' -> {}
            case 'B' -> pass(1);
            case 'L', 'V' -> pass(4);
            case 'U', 'R', 'r', 'T' -> pass(8);
            case 'a' -> pass(6);
            case 'm' -> pass(bytes.get() & 0xff);
            case 'v' -> pass(4 * (bytes.get() & 0xff));
            case 'x' -> pass(bytes.getInt());
            case 't' -> skipText();
            case 'P' -> {
                while (text() != null) {
                    skip(2);
                }
            }
            default -> throw misunderstood();
        }
    }

    private void skipText() {
        while (bytes.get() != 0) {
            continue;
        }
    }

    private void pass(int count) throws AudioException {
        if (count < 0 || count > bytes.remaining()) {
            throw misunderstood();
        }
        bytes.position(bytes.position() + count);
    }

    private void expect(char expected) throws AudioException {
        if (type() != expected) {
            throw misunderstood();
        }
    }

    private int type() throws AudioException {
        try {
            return bytes.get();
        } catch (BufferUnderflowException e) {
            throw misunderstood();
        }
    }

    private AudioException misunderstood() {
        return new AudioException(server, "unexpected reply from the sound server");
    }
}
