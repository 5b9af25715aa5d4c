package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void nestsAndIndents() {
        JsonText json =
                new JsonText()
                        .object()
                        .put("name", "x")
                        .put("count", 3)
                        .put("ratio", 1.25, 1)
                        .put("good", true)
                        .array("files")
                        .object()
                        .put("n", 1)
                        .end()
                        .object()
                        .end()
                        .end()
                        .array("words")
                        .add("a")
                        .add("b")
                        .end()
                        .array("none")
                        .end()
                        .object("inner")
                        .put("nothing", null)
                        .end()
                        .end();
        assertEquals(
                """
                {
                  "name": "x",
                  "count": 3,
                  "ratio": 1.3,
                  "good": true,
                  "files": [
                    {
                      "n": 1
                    },
                    {}
                  ],
                  "words": [
                    "a",
                    "b"
                  ],
                  "none": [],
                  "inner": {
                    "nothing": null
                  }
                }""",
                json.toString());
    }

    @Test
    void escapesWhatJsonDoesNotTake() {
        assertEquals(
                "{\n  \"a\\\"b\\\\c\": \"\\n\\t\\u0001 ä – \\ud83d\\ude00\"\n}",
                new JsonText()
                        .object()
                        .put("a\"b\\c", "\n\t\u0001 ä – \ud83d\ude00")
                        .end()
                        .toString());
    }

    @Test
    void whatIsNoNumberIsNull() {
        String text =
                new JsonText()
                        .object()
                        .put("a", Double.NaN, 2)
                        .put("b", Double.NEGATIVE_INFINITY, 2)
                        .end()
                        .toString();
        assertEquals("{\n  \"a\": null,\n  \"b\": null\n}", text);
    }

    @Test
    void allMustBeEnded() {
        assertThrows(IllegalStateException.class, () -> new JsonText().object().toString());
    }
}
