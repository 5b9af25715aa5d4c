package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedReportTest {

    private static final String EXPECTED = "expected a report that 'profile --json' wrote";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir private Path folder;

    private static ProfileReport report() {
        ProfileReport report = new ProfileReport("engine", "", "hop");
        Series series = new Series("hop", 2);
        for (int i = 0; i < 4; i++) {
            if (series.record(i, 20_000 + i / 2 * 1000)) {
                series.closeBatch();
            }
        }
        report.add(series);
        report.fact("java", "17");
        report.metric("streams", Double.POSITIVE_INFINITY, Metric.Unit.COUNT);
        return report;
    }

    @Test
    void readsWhatJsonReportWrites() throws IOException {
        ProfileReport report = report();
        SavedReport saved = read(JsonReport.text(report));
        assertEquals("engine", saved.mode());
        assertTrue(saved.warmedUp());
        assertEquals("17", saved.environment().get("java"));
        assertEquals(report.metrics.get("p50").value(), saved.metrics().get("p50_ns"));
        assertNull(saved.metrics().get("streams"), "infinity is written as null");
        assertArrayEquals(new double[] {20_000, 21_000}, saved.batchMedians());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "7",
                "[]",
                "{}",
                "{\"format\": \"quietline-profile-9\"}",
                "// comment\n{\"format\": \"quietline-profile-2\"}",
                "{\"format\": \"quietline-profile-2\"} {}",
                "{\"format\": \"quietline-profile-2\", \"mode\": {}}",
                "{\"format\": \"quietline-profile-2\", \"metrics\": {\"p50_ns\": NaN}}",
                "\u0000\u0000"
            })
    void refusesWhatIsNoReport(String text) {
        Exception refusal = assertThrows(IOException.class, () -> read(text));
        assertTrue(refusal.getMessage().endsWith(EXPECTED), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"mode\": \"engine\"", "\"mode\": \"engine\\u001b[2J\"", "\"x\": 1"})
    void refusesAnIncompleteReport(String member) {
        String text = "{\"format\": \"quietline-profile-2\", %s}".formatted(member);
        Exception refusal = assertThrows(IOException.class, () -> read(text));
        assertTrue(refusal.getMessage().endsWith(": is a damaged report"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e999", "\"x\"", "null", "[1]"})
    void refusesABatchMedianThatIsNoTime(String median) {
        String text = JsonReport.text(report()).replaceFirst("20[0-9]{3}(?=,\\s+21)", median);
        assertThrows(IOException.class, () -> read(text));
    }

    @Test
    void refusesDeepNesting() {
        Exception refusal =
                assertThrows(
                        IOException.class, () -> read("{\"remarks\":" + "[".repeat(1_000_000)));
        assertTrue(refusal.getMessage().endsWith(EXPECTED), refusal.getMessage());
    }

    @Test
    void refusesMoreBatchesThanARunHas() {
        String many = "20000,".repeat(50_000) + "20000";
        String text = JsonReport.text(report()).replaceFirst("20[0-9]{3}(?=,\\s+21)", many);
        Exception refusal = assertThrows(IOException.class, () -> read(text));
        assertTrue(refusal.getMessage().endsWith(EXPECTED), refusal.getMessage());
    }

    /** Each takes the most memory for its length: a million numbers, names, facts, brackets. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batch_medians_ns\": [|0.1,|1]}",
                "{\"metrics\": {|\"%d\":1.5,|\"x\":1}}",
                "{\"environment\": {|\"%d\":\"\",|\"x\":\"\"}}",
                "{\"environment\": {\"a\": \"ä€|aaaaaaaa|\"}}",
                "{\"format\": \"quietline-profile-2\", \"mode\": \"a|aaaaaaaa|\"}",
                "{\"outliers\": [|{},|{}]}",
                "{|\"%d\":1,|\"x\":1}"
            })
    void takesLittleMemory(String parts) throws IOException {
        for (int length : new int[] {1 << 20, 2_000_000, 8_000_000}) {
            String[] part = parts.split("\\|");
            StringBuilder text = new StringBuilder(part[0]);
            for (int i = 0; text.length() < length; i++) {
                text.append(part[1].formatted(i));
            }
            byte[] file = text.append(part[2]).toString().getBytes(StandardCharsets.UTF_8);
            Path path = Files.write(folder.resolve("report.json"), file);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            assertThrows(IOException.class, () -> SavedReport.read(path));
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(bytes < 64 << 20, () -> "took %d bytes".formatted(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u001b[2J", "\\u0085", "\\u2028", "\\u202e"})
    void refusesFactsThatControlATerminal(String control) {
        String text = JsonReport.text(report());
        for (String part : new String[] {"\"17\"", "\"java\"", "\"p50_ns\""}) {
            String hostile = text.replace(part, part.replaceFirst("\"", "\"\\" + control));
            assertNotEquals(text, hostile);
            Exception refusal = assertThrows(IOException.class, () -> read(hostile));
            assertTrue(refusal.getMessage().endsWith(": is a damaged report"), hostile);
        }
    }

    private SavedReport read(String text) throws IOException {
        return SavedReport.read(Files.writeString(folder.resolve("report.json"), text));
    }
}
