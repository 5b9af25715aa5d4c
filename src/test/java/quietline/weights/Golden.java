package quietline.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PyTorch's answers in the test resources, one safetensors file each: {@code load("stft")}. */
public final class Golden {
    private final Weights answers;

    private Golden(Weights answers) {
        this.answers = answers;
    }

    public static Golden load(String resourceName) {
        return new Golden(weights(resourceName + ".safetensors"));
    }

    /** A golden file with its extension, read as the program reads weights. */
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

    public Tensor tensor(String name) {
        return answers.tensor(name);
    }

    public boolean has(String name) {
        return answers.find(name).isPresent();
    }

    public Map<String, String> metadata() {
        return answers.metadata();
    }

    /** The cases of {@code convolution}; whole numbers are {@link Long}, pairs are lists. */
    public List<Map<String, Object>> cases() {
        List<Map<String, Object>> cases = new ArrayList<>();
        for (Object item : (List<?>) Json.parse(metadata().get("cases"))) {
            Map<String, Object> knobs = new LinkedHashMap<>();
            ((Map<?, ?>) item).forEach((key, value) -> knobs.put((String) key, value));
            cases.add(knobs);
        }
        return cases;
    }

    /** A case's knob for each axis: one number stands for all axes, none for the default. */
    public static int[] perAxis(Map<String, Object> knobs, String key, int axes, int otherwise) {
        Object value = knobs.get(key);
        int[] perAxis = new int[axes];
        if (value instanceof List<?> list) {
            Arrays.setAll(perAxis, axis -> ((Number) list.get(axis)).intValue());
        } else {
            Arrays.fill(perAxis, value == null ? otherwise : ((Number) value).intValue());
        }
        return perAxis;
    }
}
