package quietline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/**
 * The weights that come with the program: loaded when first asked for, once, and held against the
 * SHA-256 that is packed beside them.
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
                throw new IllegalStateException("the program's jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
