package quietline.weights;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any ONNX export is refused in one line, or read. An input that begins with 0 is a script of
 * fields, whose lengths are computed here; otherwise the first byte is followed by the whole file.
 */
class OnnxFuzzTest {
    @Tag("fuzz")
    @FuzzTest
    @DictionaryEntries({
        "Conv",
        "ConvTranspose",
        "BatchNormalization",
        "PRelu",
        "MatMul",
        "GRU",
        "Mul",
        "Add",
        "epsilon",
        "linear_before_reset"
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
        return Fuzzing.inputs(OnnxFuzzTest.class);
    }

    private static void check(byte[] input) {
        if (input.length > 0) {
            byte[] rest = Arrays.copyOfRange(input, 1, input.length);
            Fuzzing.load(input[0] == 0 ? model(ByteBuffer.wrap(rest)) : rest);
        }
    }

    /** Each instruction has the number of a field in its high bits and a kind in its low ones. */
    private static byte[] model(ByteBuffer script) {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        model.writeBytes(new byte[] {8, 6});
        write(script, model, 0);
        return model.toByteArray();
    }

    /** Writes fields up to the end of the message. */
    private static void write(ByteBuffer script, ByteArrayOutputStream to, int depth) {
        while (script.hasRemaining()) {
            int instruction = script.get() & 0xff;
            int field = instruction >> 3;
            switch (instruction & 7) {
                case 0 -> {
                    to.write(field << 3);
                    varint(to, next(script));
                }
                case 1 -> {
                    to.write(field << 3);
                    long number = 0;
                    for (int i = 0; i < 8; i++) {
                        number = number << 8 | next(script);
                    }
                    varint(to, number);
                }
                case 2 -> payload(to, field, bytes(script, next(script)));
                case 3 -> payload(to, field, new byte[4 * next(script)]);
                case 4 -> {
                    ByteArrayOutputStream message = new ByteArrayOutputStream();
                    if (depth < 8) {
                        write(script, message, depth + 1);
                    }
                    payload(to, field, message.toByteArray());
                }
                case 5 -> {
                    to.write(field << 3 | 5);
                    to.writeBytes(Arrays.copyOf(bytes(script, 4), 4));
                }
                case 6 -> to.write(next(script));
                default -> {
                    return;
                }
            }
        }
    }

    private static int next(ByteBuffer script) {
        return script.hasRemaining() ? script.get() & 0xff : 0;
    }

    private static byte[] bytes(ByteBuffer script, int count) {
        byte[] bytes = new byte[Math.min(count, script.remaining())];
        script.get(bytes);
        return bytes;
    }

    private static void payload(ByteArrayOutputStream to, int field, byte[] payload) {
        varint(to, field << 3 | 2);
        varint(to, payload.length);
        to.writeBytes(payload);
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        for (; (value & ~0x7fL) != 0; value >>>= 7) {
            to.write((int) (value & 0x7f | 0x80));
        }
        to.write((int) value);
    }
}
