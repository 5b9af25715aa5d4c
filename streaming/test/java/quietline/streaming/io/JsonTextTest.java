package quietline.streaming.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    private static JsonObject example() {
        JsonArray files = new JsonArray();
        files.add(new JsonObject());
        files.add("<a> & 'b' – ä");
        JsonObject json = new JsonObject();
        json.addProperty("name", "a\"b\\c\n\u0001");
        json.add("ratio", JsonText.number(1.25, 1));
        json.add("files", files);
        json.add("none", new JsonArray());
        json.add("nothing", JsonNull.INSTANCE);
        return json;
    }

    @Test
    void readsAtMostFiftyThousandValues() throws IOException {
        String most = "[1" + ",1".repeat(50_000) + "]";
        assertEquals(50_001, JsonText.parse(most.getBytes(UTF_8), int[].class).length);
        byte[] more = most.replace("]", ",1]").getBytes(UTF_8);
        IOException refused =
                assertThrows(IOException.class, () -> JsonText.parse(more, int[].class));
        assertEquals("more than 50000 values", refused.getMessage());
        byte[] broken = "[1".getBytes(UTF_8);
        assertThrows(IOException.class, () -> JsonText.parse(broken, int[].class));
    }

    @Test
    void knowsWhichTextsAreSafeToPrint() {
        String longest = "x".repeat(2000);
        assertTrue(JsonText.isPlain(Map.of("a", 1, longest, longest), 2));
        assertFalse(JsonText.isPlain(Map.of("a", 1, "b", 2), 1));
        assertFalse(JsonText.isPlain(null, 1));
        for (String bad : List.of(longest + "x", "\u001b", "\u202e", "\u2028", "\u2029")) {
            assertFalse(JsonText.isPlain(Map.of(bad, 1), 1));
            assertFalse(JsonText.isPlain(Map.of("a", bad), 1));
        }
    }

    @Test
    void indentsByTwoSpacesAndKeepsTheOrder() {
        assertEquals(
                """
                {
                  "name": "a\\"b\\\\c\\n\\u0001",
                  "ratio": 1.3,
                  "files": [
                    {},
                    "<a> & 'b' – ä"
                  ],
                  "none": [],
                  "nothing": null
                }""",
                JsonText.indented(example()));
    }

    @Test
    void writesTheSameOnOneLine() {
        assertEquals(
                "{\"name\": \"a\\\"b\\\\c\\n\\u0001\", \"ratio\": 1.3, \"files\": [{}, \"<a> & 'b'"
                        + " – ä\"], \"none\": [], \"nothing\": null}",
                JsonText.line(example()));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 6, 0.000000",
        "-0.25, 1, -0.3",
        "1e9, 0, 1000000000",
        "1.7976931348623157e308, 0, 17976931348623157",
        "NaN, 2, null",
        "Infinity, 2, null",
        "-Infinity, 2, null"
    })
    void writesNumbersWithFixedDecimalsAndNullForNone(double value, int decimals, String text) {
        String written = JsonText.line(JsonText.number(value, decimals));
        assertEquals(text, written.replaceFirst("0{200,}$", ""));
    }
}
