package quietline.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.batch.OutputNames;

class RecordingStreamTest {

    private static final Path SAMPLES = Path.of("../../samples");

    private static final OutputNames NAMES = new OutputNames(Optional.empty(), Optional.empty());

    @TempDir private Path folder;
    private Path raw;
    private Path clean;
    private Path report;

    @BeforeEach
    void fillFolder() throws IOException {
        raw = folder.resolve("raw");
        clean = folder.resolve("clean");
        report = clean.resolve("_report");
        FakeStorage.FAILURES.clear();
        FakeStorage.GONE.clear();
        arrive("fan.wav", "deep/er/fan [1] 100%.wav");
        arrive("keyboard.wav", "keyboard.wav");
    }

    private Path arrive(String sample, String name) throws IOException {
        Path file = raw.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.copy(SAMPLES.resolve(sample), file);
    }

    /** Cleans what has arrived. */
    private int run(String... more) {
        String[] watch = {"--watch", "--available-now"};
        return job(Stream.concat(Stream.of(watch), Stream.of(more)).toArray(String[]::new));
    }

    private int job(String... more) {
        String[] given = {"--in", raw + "/**", "--out", clean.toString()};
        String[] all = Stream.concat(Stream.of(given), Stream.of(more)).toArray(String[]::new);
        return EnhanceJob.run(LocalSpark.SESSION, all);
    }

    private Dataset<Row> report() {
        return LocalSpark.SESSION.read().parquet(report.toString());
    }

    /** The names of the recordings in the report; repeated ones as often as they are there. */
    private List<String> reported() {
        return report().select("path").collectAsList().stream()
                .map(row -> row.getString(0).substring(row.getString(0).indexOf("/raw/") + 5))
                .sorted()
                .toList();
    }

    private FileTime written(String output) throws IOException {
        return Files.getLastModifiedTime(clean.resolve(output));
    }

    /** Makes Spark repeat the last batch, as if the job had been killed before its end. */
    private void forgetLastCommit() throws IOException {
        try (Stream<Path> commits = Files.list(clean.resolve("_checkpoint/commits"))) {
            Path last =
                    commits.filter(file -> file.getFileName().toString().matches("[0-9]+"))
                            .max(Comparator.comparing(Path::toString))
                            .orElseThrow();
            Files.delete(last);
            Files.deleteIfExists(last.resolveSibling("." + last.getFileName() + ".crc"));
        }
    }

    @Test
    void writesWhatTheJobForWholeFoldersWrites() throws IOException {
        Path streamed = clean;
        assertEquals(0, run("--strength=0.9"));
        clean = folder.resolve("expected");
        assertEquals(0, job("--strength=0.9"));
        for (String name : List.of("deep/er/fan [1] 100%.wav", "keyboard.wav")) {
            assertArrayEquals(
                    Files.readAllBytes(clean.resolve(name)),
                    Files.readAllBytes(streamed.resolve(name)),
                    name);
        }
    }

    @Test
    void cleansEachRecordingOnce() throws IOException {
        assertEquals(0, run());
        FileTime first = written("keyboard.wav");
        // Moved files keep their age.
        Files.setLastModifiedTime(arrive("street.wav", "street.wav"), FileTime.fromMillis(0));

        assertEquals(0, run());
        assertEquals(0, run());

        assertEquals(first, written("keyboard.wav"));
        assertTrue(Files.exists(clean.resolve("street.wav")));
        assertEquals(List.of("deep/er/fan [1] 100%.wav", "keyboard.wav", "street.wav"), reported());
        assertEquals(3, report().filter("noise_reduction_db > 3").count());
    }

    @Test
    void goesOnInMidBatch() throws IOException {
        assertEquals(0, run());
        FileTime finished = written("keyboard.wav");
        forgetLastCommit();
        FileUtil.fullyDelete(report.toFile());
        Files.delete(clean.resolve("deep/er/fan [1] 100%.wav"));

        assertEquals(0, run());

        assertEquals(finished, written("keyboard.wav"));
        assertTrue(Files.exists(clean.resolve("deep/er/fan [1] 100%.wav")));
        assertEquals(List.of("deep/er/fan [1] 100%.wav", "keyboard.wav"), reported());
    }

    @Test
    void keepsTheRowsOfAFinishedBatch() throws IOException {
        Files.write(raw.resolve("broken.wav"), new byte[100]);
        assertEquals(1, run());
        List<Row> rows = report().orderBy("path").collectAsList();
        forgetLastCommit();

        assertEquals(0, run());

        assertEquals(rows, report().orderBy("path").collectAsList());
    }

    @Test
    void repeatsBatchesWhoseReportCannotBeWritten() throws IOException {
        report = folder.resolve("report");
        String[] there = {"--report", FakeStorage.at("fake", report)};
        FakeStorage.FAILURES.put("_SUCCESS", 1);
        assertEquals(1, run(there));
        FileTime finished = written("keyboard.wav");
        arrive("street.wav", "street.wav");

        assertEquals(0, run(there));

        assertEquals(finished, written("keyboard.wav"));
        assertEquals(List.of("deep/er/fan [1] 100%.wav", "keyboard.wav", "street.wav"), reported());
    }

    @Test
    void countsARecordingOfSeveralInputsOnce() throws IOException {
        String[] both = {"--in", raw + "/de*"};
        assertEquals(0, run(both));
        arrive("street.wav", "deep/street.wav");
        assertEquals(0, run(both));

        assertEquals(
                List.of("deep/er/fan [1] 100%.wav", "deep/street.wav", "keyboard.wav"), reported());
        assertTrue(Files.exists(clean.resolve("deep/street.wav")));
    }

    @Test
    void replacesNoOutputOfAnotherRecording() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        String[] both = {"--in", other.toString()};
        assertEquals(0, run(both));
        FileTime first = written("keyboard.wav");
        Files.copy(SAMPLES.resolve("street.wav"), other.resolve("keyboard.wav"));

        assertEquals(1, run(both));

        assertEquals(first, written("keyboard.wav"));
        String error = report().filter("error is not null").first().getAs("error");
        assertTrue(error.contains("was not made from"), error);
    }

    @Test
    void leavesAloneWhatTheJobForWholeFoldersLeavesAlone() throws IOException {
        clean = raw.resolve("clean");
        report = folder.resolve("report");
        for (String name : List.of(".a.wav", "_b/b.wav", ".c/c.wav", "d.enhanced.wav", "e.txt")) {
            arrive("street.wav", name);
        }
        String[] there = {"--report", report.toString()};
        assertEquals(0, run(there));
        arrive("street.wav", "street.wav");
        assertEquals(0, run(there));

        assertEquals(List.of("deep/er/fan [1] 100%.wav", "keyboard.wav", "street.wav"), reported());
    }

    /** Spark refuses to read contents of 2 GB and more. */
    @Test
    void listsWithoutReading() throws IOException {
        try (RandomAccessFile huge = new RandomAccessFile(raw.resolve("huge.wav").toFile(), "rw")) {
            huge.setLength(3L << 30);
        }

        assertEquals(1, run());

        Row failed = report().filter("error is not null").first();
        assertTrue(failed.<String>getAs("error").contains("huge.wav: "), failed::toString);
        assertEquals(3, report().count());
    }

    private int runDistant() {
        return EnhanceJob.run(
                LocalSpark.SESSION,
                "--watch",
                "--available-now",
                "--in",
                FakeStorage.at("fake", raw),
                "--out",
                FakeStorage.at("fake", clean));
    }

    @Test
    void cleansDistantRecordings() {
        assertEquals(0, runDistant());
        assertEquals(List.of("deep/er/fan [1] 100%.wav", "keyboard.wav"), reported());
    }

    @Test
    void survivesRecordingsThatAreTakenAway() {
        FakeStorage.GONE.add("keyboard.wav");
        assertEquals(0, runDistant());
        assertEquals(List.of("deep/er/fan [1] 100%.wav"), reported());
    }

    @Test
    void runsUntilItIsStopped() throws Exception {
        List<Totals> batches = new ArrayList<>();
        Cleaning cleaning =
                new Cleaning(
                        LocalSpark.SESSION,
                        clean.toString(),
                        report.toString(),
                        OutputCheck.Existing.SKIP,
                        JobSettings.standard());
        RecordingStream stream =
                new RecordingStream(
                        LocalSpark.SESSION,
                        List.of(raw.toString()),
                        clean.toString(),
                        NAMES,
                        cleaning,
                        batches::add);
        StreamingQuery query =
                stream.start(folder.resolve("checkpoint").toString(), Trigger.ProcessingTime(0));
        query.processAllAvailable();
        arrive("street.wav", "street.wav");
        query.processAllAvailable();
        query.stop();

        assertFalse(query.isActive());
        assertTrue(query.exception().isEmpty());
        assertEquals(List.of(2L, 1L), batches.stream().map(Totals::done).toList());
    }

    @Test
    void refusesFoldersThatAreMissing() {
        raw = folder.resolve("nowhere");
        assertEquals(1, run());
        assertFalse(Files.exists(clean));
    }
}
