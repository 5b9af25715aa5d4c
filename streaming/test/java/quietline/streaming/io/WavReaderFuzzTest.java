package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Samples.reader;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
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
 * Any WAV file is refused in one line, or read; what is read survives writing and reading again. An
 * input that begins with 0 to 3 is a {@link ChunkScript} of a RIFF, RIFX, RF64 or BW64 file; any
 * other is a file as it is.
 */
class WavReaderFuzzTest {

    private static final String[] RIFF = {"RIFF", "RIFX", "RF64", "BW64"};

    @Tag("fuzz")
    @FuzzTest
    @DictionaryEntries({
        "RIFF", "RIFX", "RF64", "BW64", "WAVE", "fmt ", "data", "ds64", "fact", "LIST", "JUNK"
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
        return FuzzLimits.inputs(WavReaderFuzzTest.class);
    }

    private static void check(byte[] input) throws IOException {
        byte[] file = file(input);
        FuzzLimits.check(file.length, () -> readAndWrite(file));
    }

    private static byte[] file(byte[] input) {
        if (input.length == 0 || input[0] < 0 || input[0] >= RIFF.length) {
            return input;
        }
        ByteOrder order = input[0] == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer script = ByteBuffer.wrap(input, 1, input.length - 1);
        return ChunkScript.file(
                script,
                RIFF[input[0]] + "....WAVE",
                order,
                "fmt ",
                "data",
                "ds64",
                "LIST",
                "JUNK",
                "fact",
                "bext",
                "\1\2\3?");
    }

    private static void readAndWrite(byte[] file) throws IOException {
        try (WavReader reader = reader(file)) {
            float[] samples = Samples.readAll(reader);
            long bytes = (long) samples.length * reader.format().encoding().byteCount();
            assertTrue(bytes <= file.length, "more sound than bytes");
            assertEquals(0, samples.length % reader.channels());
            reader.warning().ifPresent(FuzzLimits::assertOneLine);
            assertReadsTheSame(reader, samples);
        }
    }

    private static void assertReadsTheSame(WavReader first, float[] samples) throws IOException {
        long instants = samples.length / first.channels();
        List<WavChunk> metadata = first.metadata();
        WavFormat format = first.format();
        WavReader second = reader(Samples.piped(format, instants, metadata, samples));
        assertEquals(format, second.format());
        assertArrayEquals(samples, Samples.readAll(second), Float.MIN_VALUE);
        assertTrue(second.warning().isEmpty());
        assertEquals(metadata.size(), second.metadata().size());
        for (int i = 0; i < metadata.size(); i++) {
            assertEquals(metadata.get(i).id(), second.metadata().get(i).id());
            assertArrayEquals(metadata.get(i).contents(), second.metadata().get(i).contents());
        }
    }
}
