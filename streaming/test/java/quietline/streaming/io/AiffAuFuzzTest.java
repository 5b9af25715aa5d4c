package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any AIFF or AU file is refused in one line, or read. An input that begins with 0 or 1 is a {@link
 * ChunkScript} of an AIFF or AIFC file, one that begins with 2 the file that it continues, with the
 * magic word of AU before it; any other is a file as it is.
 */
class AiffAuFuzzTest {

    @Tag("fuzz")
    @FuzzTest
    @DictionaryEntries({
        "FORM", "AIFF", "AIFC", "COMM", "SSND", "FVER", "NONE", "sowt", "fl32", "ulaw", ".snd"
    })
    void readsOrRefusesAnyBytes(byte[] input) throws IOException {
        check(input);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsOrRefusesEarlierInputs(Path input) throws IOException {
        check(Files.readAllBytes(input));
    }

    static List<Path> inputs() throws IOException, URISyntaxException {
        return FuzzLimits.inputs(AiffAuFuzzTest.class);
    }

    private static void check(byte[] input) throws IOException {
        byte[] file = file(input);
        FuzzLimits.check(file.length, () -> read(file));
    }

    private static byte[] file(byte[] input) {
        if (input.length == 0 || input[0] < 0 || input[0] > 2) {
            return input;
        }
        ByteBuffer rest = ByteBuffer.wrap(input, 1, input.length - 1);
        if (input[0] == 2) {
            byte[] file = new byte[4 + rest.remaining()];
            return ByteBuffer.wrap(file).putInt(0x2e736e64).put(rest).array();
        }
        String head = input[0] == 0 ? "FORM....AIFF" : "FORM....AIFC";
        return ChunkScript.file(
                rest,
                head,
                ByteOrder.BIG_ENDIAN,
                "COMM",
                "SSND",
                "FVER",
                "COMT",
                "NAME",
                "\1\2\3?");
    }

    private static void read(byte[] file) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(file);
        try (Recording recording = Recordings.open(in, "x", null, "")) {
            float[] samples = Samples.readAll(recording);
            long bytes = (long) samples.length * recording.format().encoding().byteCount();
            assertTrue(bytes <= file.length, "more sound than bytes");
            assertEquals(0, samples.length % recording.channels());
            recording.warning().ifPresent(FuzzLimits::assertOneLine);
        }
    }
}
