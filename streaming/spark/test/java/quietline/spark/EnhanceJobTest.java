package quietline.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.cli.QuietlineCommand;

class EnhanceJobTest {

    private static final Path SAMPLES = Path.of("../../samples");

    @TempDir private Path folder;
    private Path raw;
    private Path clean;

    @BeforeEach
    void fillFolder() throws IOException {
        raw = Files.createDirectories(folder.resolve("raw/deep/er"));
        Files.copy(SAMPLES.resolve("street.wav"), raw.resolve("street.wav"));
        raw = folder.resolve("raw");
        Files.copy(SAMPLES.resolve("fan.wav"), raw.resolve("fan 1.wav"));
        clean = folder.resolve("clean");
    }

    private int run(String... more) {
        String[] given = {"--in", raw + "/**", "--out", clean.toString()};
        String[] all = Stream.concat(Stream.of(given), Stream.of(more)).toArray(String[]::new);
        return EnhanceJob.run(LocalSpark.SESSION, all);
    }

    /** Runs the command for one machine. */
    private static void enhance(String... arguments) {
        String[] all =
                Stream.concat(Stream.of("enhance", "-q"), Stream.of(arguments))
                        .toArray(String[]::new);
        PrintWriter out = new PrintWriter(System.err, true);
        assertEquals(0, QuietlineCommand.execute(out, out, Map.of(), all));
    }

    @Test
    void writesWhatEnhanceWrites() throws IOException {
        Path expected = folder.resolve("expected");

        assertEquals(0, run("--strength", "0.9", "--quality", "best"));

        enhance(raw.toString(), "-o", expected.toString(), "--strength=0.9", "--quality=best");
        for (String name : List.of("fan 1.wav", "deep/er/street.wav")) {
            assertArrayEquals(
                    Files.readAllBytes(expected.resolve(name)),
                    Files.readAllBytes(clean.resolve(name)),
                    name);
        }
        try (Stream<Path> files = Files.list(clean)) {
            assertEquals(3, files.count(), "an output, a folder and the report");
        }
    }

    @Test
    void reportsEveryRecordingWithItsReason() throws IOException {
        Files.write(raw.resolve("broken.wav"), new byte[100]);

        assertEquals(1, run());

        List<Row> rows = report().orderBy("path").collectAsList();
        assertEquals(3, rows.size());
        Row broken = rows.get(0);
        assertTrue(broken.<String>getAs("path").endsWith("raw/broken.wav"), broken::toString);
        assertTrue(broken.<String>getAs("error").contains("broken.wav: "), broken::toString);
        Row street = rows.get(1);
        assertEquals(6.0, street.<Double>getAs("seconds"), 0.1);
        assertEquals(16000, street.<Integer>getAs("sample_rate"));
        assertTrue(street.<Double>getAs("noise_reduction_db") > 6, street::toString);
        assertNull(street.getAs("error"));
    }

    @Test
    void resumes() throws IOException {
        assertEquals(0, run());
        assertEquals(1, run());
        long kept = report().filter("error like '%already exists; use --force%'").count();
        assertEquals(2, kept, "outputs that exist are reported");
        FileTime written = changed("fan 1.wav");
        assertEquals(0, run("--resume"));
        assertEquals(written, changed("fan 1.wav"));
        assertEquals(0, run("--resume", "--strength", "0.5"));
        assertTrue(changed("fan 1.wav").compareTo(written) > 0);
    }

    @Test
    void saysInOneLineWhichWeightsAreMissing() {
        Path none = folder.resolve("none.safetensors");
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(1, run("--weights", none.toString()));
        } finally {
            System.setErr(before);
        }
        String text = said.toString(StandardCharsets.UTF_8);
        String line = "quietline-spark: " + none + ": no such file";
        assertTrue(text.lines().anyMatch(line::equals), text);
    }

    @Test
    void neverOverwritesInputs() throws IOException {
        byte[] before = Files.readAllBytes(raw.resolve("fan 1.wav"));
        clean = raw;
        assertEquals(1, run("--force"));
        assertArrayEquals(before, Files.readAllBytes(raw.resolve("fan 1.wav")));
        assertEquals(2, report().filter("error like '%inputs are never overwritten'").count());
    }

    private Dataset<Row> report() {
        return LocalSpark.SESSION.read().parquet(clean.resolve("_report").toString());
    }

    private FileTime changed(String output) throws IOException {
        return Files.getLastModifiedTime(clean.resolve(output));
    }
}
