package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quietline.streaming.io.FuzzLimits;

/** Any bytes are refused as a saved report in one line, or read as one that can be printed. */
class SavedReportFuzzTest {

    @Tag("fuzz")
    @FuzzTest
    @DictionaryEntries({
        "{\"format\": \"quietline-profile-2\",",
        "\"mode\": \"engine\",",
        "\"warmed_up\": true,",
        "\"environment\": {}",
        "\"metrics\": {",
        "\"batch_medians_ns\": [",
        "20000",
        "null"
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
        return FuzzLimits.inputs(SavedReportFuzzTest.class);
    }

    private static void check(byte[] input) throws IOException {
        FuzzLimits.check(input.length, () -> read(input));
    }

    private static void read(byte[] input) throws IOException {
        SavedReport report = SavedReport.read(new ByteArrayInputStream(input), Path.of("x"));
        assertTrue(report.mode().matches("[a-z]+"));
        for (double nanos : report.batchMedians()) {
            assertTrue(nanos > 0 && nanos < Double.POSITIVE_INFINITY);
        }
        report.environment().forEach((fact, value) -> assertPrintable(fact + value));
        report.metrics().keySet().forEach(SavedReportFuzzTest::assertPrintable);
    }

    private static void assertPrintable(String text) {
        assertTrue(text.chars().noneMatch(Character::isISOControl), text);
    }
}
