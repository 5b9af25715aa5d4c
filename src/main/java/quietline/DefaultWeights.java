package quietline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/**
 * The weights that come with the program, loaded on first use and checked against their SHA-256.
 * Those of {@link SpeechHead} are a file of their own, since they fit any network.
 */
final class DefaultWeights {

    static final Weights WEIGHTS = load("quietline-16k");

    private DefaultWeights() {}

    static Weights load(String title) {
        String name = title + ".safetensors";
        Weights weights = Weights.load(read(name), name);
        String hash = new String(read(title + ".sha256"), StandardCharsets.US_ASCII);
        String expected = hash.split(" ", 2)[0];
        if (!weights.sha256().equals(expected)) {
            throw new WeightsException(
                    "%s has the SHA-256 %s, expected %s"
                            .formatted(name, weights.sha256(), expected));
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
