package quietline.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the files of weights that come with the program. */
final class BuiltIn {

    private BuiltIn() {}

    /** Returns the SHA-256 that a file is expected to have, by its name without extension. */
    static String expectedHash(String title) {
        return new String(read(title + ".sha256"), StandardCharsets.US_ASCII).split(" ", 2)[0];
    }

    static byte[] read(String name) {
        try (InputStream in = BuiltIn.class.getResourceAsStream("/quietline/" + name)) {
            if (in == null) {
                throw new IllegalStateException("missing in the program's jar: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
