package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Samples.reader;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arbitrary bytes are refused in one line, or read; what is read survives writing and reading
 * again. Every build replays the files in {@code WavReaderFuzzTestInputs}. {@code mvn -Pfuzz test
 * -Dquietline.fuzz.duration=1h} searches for new ones for an hour and saves them as {@code
 * streaming/crash-…}; after a fix, move them to the inputs.
 */
class WavReaderFuzzTest {

    @Tag("fuzz")
    @FuzzTest
    @DictionaryEntries({
        "RIFF", "RIFX", "RF64", "BW64", "WAVE", "fmt ", "data", "ds64", "fact", "LIST", "JUNK"
    })
    void readsOrRefusesAnyBytes(byte[] file) throws IOException {
        check(file);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsOrRefusesEarlierFindings(Path file) throws IOException {
        check(Files.readAllBytes(file));
    }

    static List<Path> inputs() throws IOException, URISyntaxException {
        URL folder =
                WavReaderFuzzTest.class.getResource(
                        "WavReaderFuzzTestInputs/readsOrRefusesAnyBytes");
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        }
    }

    private static void check(byte[] file) throws IOException {
        try (WavReader reader = reader(file)) {
            float[] samples = Samples.readAll(reader);
            long bytes = (long) samples.length * reader.format().encoding().byteCount();
            assertTrue(bytes <= file.length, "more sound than bytes");
            assertEquals(0, samples.length % reader.channels());
            reader.warning().ifPresent(WavReaderFuzzTest::assertOneLine);
            assertReadsTheSame(reader, samples);
        } catch (AudioException refusal) {
            assertOneLine(refusal.getMessage());
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

    private static void assertOneLine(String message) {
        assertTrue(message.startsWith("x.wav: "));
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            assertTrue(c >= ' ' && c <= '~' || c == 'µ', message);
        }
    }
}
