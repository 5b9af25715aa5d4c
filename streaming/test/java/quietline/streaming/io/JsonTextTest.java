package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
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
