package quietline.streaming.live.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
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
        return next(4).getInt();
    }

    boolean flag() throws AudioException {
        int type = type();
        if (type != '0' && type != '1') {
            throw unexpected();
        }
        return type == '1';
    }

    String text() throws AudioException {
        int type = type();
        if (type == 'N') {
            return null;
        }
        if (type != 't') {
            throw unexpected();
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
        next(6);
        return new PulseFormat(bytes.get(), bytes.get() & 0xff, bytes.getInt());
    }

    /** Reads properties and returns the first of these that is present, or "". */
    String property(String... wanted) throws AudioException {
        expect('P');
        String[] found = new String[wanted.length];
        for (String key; (key = text()) != null; ) {
            int at = Arrays.asList(wanted).indexOf(key);
            skip(1);
            expect('x');
            byte[] value = new byte[next(4).getInt()];
            next(value.length).get(value);
            if (at >= 0) {
                // Texts end with a zero byte.
                found[at] = new String(value, StandardCharsets.UTF_8).replace("\0", "");
            }
        }
        return Arrays.stream(found).filter(Objects::nonNull).findFirst().orElse("");
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
            case 'm' -> pass(next(1).get() & 0xff);
            case 'v' -> pass(4 * (next(1).get() & 0xff));
            case 'x' -> pass(next(4).getInt());
            case 't' -> skipText();
            case 'P' -> {
                while (text() != null) {
                    skip(2);
                }
            }
            default -> throw unexpected();
        }
    }

    private void skipText() throws AudioException {
        while (next(1).get() != 0) {
            continue;
        }
    }

    private void pass(int count) throws AudioException {
        next(count).position(bytes.position() + count);
    }

    /** Returns the bytes if at least {@code count} are left. */
    private ByteBuffer next(int count) throws AudioException {
        if (count < 0 || count > bytes.remaining()) {
            throw unexpected();
        }
        return bytes;
    }

    private void expect(char expected) throws AudioException {
        if (type() != expected) {
            throw unexpected();
        }
    }

    private int type() throws AudioException {
        return next(1).get();
    }

    private AudioException unexpected() {
        return new AudioException(server, "unexpected reply from the sound server");
    }
}
