package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PickleTest {
    @ParameterizedTest
    @CsvSource({"'', 0", "7f, 127", "80, -128", "ff00, 255", "feff, -2", "00000080, -2147483648"})
    void readsIntegersOfAnyLength(String hex, long expected) {
        byte[] number = HexFormat.of().parseHex(hex);
        byte[] code = new byte[number.length + 3];
        code[0] = (byte) 0x8a;
        code[1] = (byte) number.length;
        System.arraycopy(number, 0, code, 2, number.length);
        code[code.length - 1] = '.';
        assertEquals(expected, Pickle.load(Bytes.of(code), null));
    }

    @Test
    void appendsToLists() {
        assertEquals(List.of(1L, 2L, 3L), load("](K\1K\2eK\3a."));
    }

    @Test
    void limitsTheLength() {
        // A frame of 9 bytes, a number, and an instruction that stores it again and again.
        String frame = "\u0095\0\0\0\0\0\0\0\0";
        String longest = frame + "K\7" + "q\0".repeat((1 << 17) - 6) + ".";
        assertEquals(1 << 18, longest.length());
        assertEquals(7L, load(longest));
        WeightsException refused =
                assertThrows(WeightsException.class, () -> load(longest.replace(".", "..")));
        assertEquals(
                "expected a pickle of at most 262144 bytes, found 262145", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "NN(N\u0086., stack underflow",
        "]Nb., expected a dictionary",
        "}Nb., expected a dictionary",
        "}]b., expected a dictionary",
        "NN!, instruction 0x21 at byte 2"
    })
    void refusesWrongPrograms(String code, String reason) {
        WeightsException refused = assertThrows(WeightsException.class, () -> load(code));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static Object load(String code) {
        return Pickle.load(Bytes.of(code.getBytes(StandardCharsets.ISO_8859_1)), null);
    }
}
