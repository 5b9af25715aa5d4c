package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is refused in one line, or read; what is read survives writing and reading again. */
class JsonFuzzTest {
    @Tag("fuzz")
    @FuzzTest
    @DictionaryEntries({"{\"a\":", "true", "false", "null", "1.5e3", "\\\\u00e9", "\\\\n"})
    void readsOrRefusesAnyBytes(byte[] input) {
        check(input);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsOrRefusesEarlierInputs(Path input) throws IOException {
        check(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException, URISyntaxException {
        return Fuzzing.inputs(JsonFuzzTest.class);
    }

    private static void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<Object> read = new ArrayList<>();
        Fuzzing.assertLimits(
                input.length,
                () -> {
                    try {
                        read.add(Json.parse(text));
                    } catch (WeightsException refused) {
                        String message = refused.getMessage();
                        assertEquals(1, message.lines().count(), message);
                    }
                });
        for (Object value : read) {
            assertEquals(value, Json.parse(written(value)));
        }
    }

    private static String written(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> written(e.getKey()) + ":" + written(e.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(JsonFuzzTest::written)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String text ? SafetensorsWriter.quote(text) : String.valueOf(value);
    }
}
