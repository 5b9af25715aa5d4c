package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, (1 << 29) - 1})
    void readsEveryFieldNumber(int number) {
        byte[] file = new byte[6];
        int at = 0;
        for (long tag = (long) number << 3; at == 0 || tag > 0; tag >>>= 7) {
            file[at++] = (byte) (tag & 0x7f | (tag > 0x7f ? 0x80 : 0));
        }
        Protobuf message = Protobuf.of(Bytes.of(file));
        assertTrue(message.next());
        assertEquals(number, message.field());
        assertEquals(0, message.number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "020100", "0500000000", "808080801000"})
    void refusesFieldNumbersOutsideTheRange(String hex) {
        assertThrows(WeightsException.class, message(hex)::next);
    }

    @Test
    void refusesValuesOfAnotherWireType() {
        Protobuf integer = message("0801");
        assertTrue(integer.next());
        assertThrows(WeightsException.class, integer::payload);
        assertThrows(WeightsException.class, integer::floatValue);
        Protobuf bytes = message("0a0100");
        assertTrue(bytes.next());
        assertThrows(WeightsException.class, bytes::number);
        assertThrows(WeightsException.class, bytes::floatValue);
        Protobuf wide = message("090000000000000000");
        assertTrue(wide.next());
        assertThrows(WeightsException.class, wide::payload);
        assertThrows(WeightsException.class, wide::floatValue);
    }

    @Test
    void readsFiftyThousandFieldsAndNoMore() {
        String fields = "0801".repeat(49_998);
        Protobuf longest = message("0a020801" + fields);
        assertTrue(longest.next());
        assertTrue(longest.message().next());
        for (int i = 0; i < 49_998; i++) {
            assertTrue(longest.next());
        }
        assertFalse(longest.next());
        Protobuf longer = message(fields + "080108010801");
        for (int i = 0; i < 50_000; i++) {
            assertTrue(longer.next());
        }
        assertThrows(WeightsException.class, longer::next);
    }

    private static Protobuf message(String hex) {
        return Protobuf.of(Bytes.of(HexFormat.of().parseHex(hex)));
    }
}
