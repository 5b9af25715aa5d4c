package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @Test
    void readsEveryValueType() {
        assertEquals(
                Map.of("a", List.of(1L, -2.5e3, true, false, "x\n\u00e9\"/"), "b", Map.of()),
                Json.parse(" {\"a\" : [1, -2.5e3,true ,false,\"x\\n\\u00e9\\\"\\/\"],\"b\":{ }} "));
        assertNull(Json.parse("null"));
        assertEquals(List.of(), Json.parse("[]"));
    }

    @Test
    void refusesInvalidText() {
        String texts =
                "| |{|[|[1,]|[,1]|[1 2]|{\"a\"}|{\"a\":}|{a:1}|{\"a\":1,}|{\"a\":1,\"a\":2}|'a'|\"a|\"\\x\""
                        + "|\"\\u12g4\"|\"\t\"|01|+1|1.|.5|1e|NaN|Infinity|tru|nulls|1 1|[1]]|"
                        + '\u00a0'
                        + "1|--1|0x10|1e999|-1e9999|"
                        + "9".repeat(400)
                        + "|\"\\u00\uff11\uff11\"";
        for (String text : texts.split("\\|")) {
            assertThrows(WeightsException.class, () -> Json.parse(text), text);
        }
    }

    @Test
    void refusesDeepNesting() {
        assertThrows(WeightsException.class, () -> Json.parse("[".repeat(1 << 18)));
        assertThrows(WeightsException.class, () -> Json.parse("{\"a\":".repeat(1 << 16)));
        String deepest = "[".repeat(15) + "{}" + "]".repeat(15);
        assertNotNull(Json.parse(deepest));
        assertThrows(WeightsException.class, () -> Json.parse("[" + deepest + "]"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"ab\u0001\"', an escaped control character at character 3",
        "'\"\\u12g4\"', a hexadecimal digit at character 5",
        "'[1,x]', a value at character 3"
    })
    void saysWhereTheTextIsWrong(String text, String expected) {
        WeightsException refused = assertThrows(WeightsException.class, () -> Json.parse(text));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    @Property(tries = 200)
    void readsWhatTheWriterQuotes(@ForAll String text) {
        assertEquals(text, Json.parse(SafetensorsWriter.quote(text)));
    }

    @Property(tries = 500)
    void readsOrRefusesAnyTextWithOneLine(@ForAll String text) {
        try {
            Json.parse(text);
        } catch (WeightsException refused) {
            assertEquals(1, refused.getMessage().lines().count());
        }
    }
}
