package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any safetensors file is refused in one line, or read; what is read survives writing and reading
 * again. An input begins with the length of the header in two bytes, which becomes the one in eight
 * bytes of the file. If its highest bit is set, the rest of the input is the whole file.
 */
class SafetensorsFuzzTest {
    @Tag("fuzz")
    @FuzzTest
    @DictionaryEntries({
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}",
        "\"__metadata__\":{\"a\":\"b\"}",
        "F64",
        "F16",
        "BF16",
        "I64",
        "U8",
        "BOOL",
        "[]",
        "9223372036854775807"
    })
    void readsOrRefusesAnyBytes(byte[] input) {
        check(input);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsOrRefusesEarlierInputs(Path input) throws IOException {
        check(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException, URISyntaxException {
        return Fuzzing.inputs(SafetensorsFuzzTest.class);
    }

    private static void check(byte[] input) {
        Weights weights = Fuzzing.load(file(input));
        if (weights != null && weights.format().equals("safetensors")) {
            Weights again = Weights.load(weights.bytes(), "again");
            assertEquals(weights.names(), again.names());
            assertEquals(weights.metadata(), again.metadata());
            for (String name : weights.names()) {
                assertArrayEquals(weights.tensor(name).shape(), again.tensor(name).shape());
                assertArrayEquals(weights.tensor(name).data(), again.tensor(name).data());
            }
        }
    }

    private static byte[] file(byte[] input) {
        if (input.length < 2 || input[0] < 0) {
            return Arrays.copyOfRange(input, Math.min(2, input.length), input.length);
        }
        int header = Math.min(input[0] << 8 | input[1] & 0xff, input.length - 2);
        return ByteBuffer.allocate(8 + input.length - 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header)
                .put(input, 2, input.length - 2)
                .array();
    }
}
