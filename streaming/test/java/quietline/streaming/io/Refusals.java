package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** Expects audio that cannot be read or written. */
public final class Refusals {

    private Refusals() {}

    public static void assertRefused(String message, Executable work) {
        assertEquals(message, assertThrows(AudioException.class, work).getMessage());
    }
}
