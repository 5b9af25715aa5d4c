package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of PyTorch's results in the test resources, for example {@code load("stft")}. */
public final class Golden {
    private final Weights answers;

    private Golden(Weights answers) {
        this.answers = answers;
    }

    public static Golden load(String resourceName) {
        return new Golden(weights(resourceName + ".safetensors"));
    }

    /** Reads a golden file, given its name with extension, as the program reads weights. */
    public static Weights weights(String fileName) {
        return Weights.load(bytes(fileName), fileName);
    }

    public static byte[] bytes(String fileName) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + fileName)) {
            if (in == null) {
                throw new IllegalArgumentException("no golden file " + fileName);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Asserts that the file is refused for this reason, in a line that begins with its name. */
    static WeightsException assertRefused(byte[] file, String name, String reason) {
        WeightsException refused =
                assertThrows(WeightsException.class, () -> Weights.load(file, name));
        assertTrue(refused.getMessage().startsWith(name + ": "), refused.getMessage());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        return refused;
    }

    public Tensor tensor(String name) {
        return answers.tensor(name);
    }

    public boolean has(String name) {
        return answers.find(name).isPresent();
    }

    public Map<String, String> metadata() {
        return answers.metadata();
    }

    /** Returns the parameters of each case in the golden file {@code convolution}. */
    public List<Map<String, Object>> cases() {
        List<Map<String, Object>> cases = new ArrayList<>();
        for (Object item : (List<?>) Json.parse(metadata().get("cases"))) {
            Map<String, Object> parameters = new LinkedHashMap<>();
            ((Map<?, ?>) item).forEach((key, value) -> parameters.put((String) key, value));
            cases.add(parameters);
        }
        return cases;
    }
}
