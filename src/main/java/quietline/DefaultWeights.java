package quietline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/**
 * The weights that come with the program, loaded on first use and checked against their SHA-256.
 */
final class DefaultWeights {

    private static final String NAME = "quietline-16k.safetensors";
    private static final String HASH = "quietline-16k.sha256";

    static final Weights WEIGHTS = load();

    private DefaultWeights() {}

    private static Weights load() {
        Weights weights = Weights.load(read(NAME), NAME);
        String expected = new String(read(HASH), StandardCharsets.US_ASCII).split(" ", 2)[0];
        if (!weights.sha256().equals(expected)) {
            throw new WeightsException(
                    "%s has the SHA-256 %s, expected %s"
                            .formatted(NAME, weights.sha256(), expected));
        }
        return weights;
    }

    private static byte[] read(String name) {
        try (InputStream in = DefaultWeights.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing in the program's jar: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
