package quietline.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.cli.QuietlineCommand;

/** Recordings that do not lie on this machine, and storage that fails. */
class RemoteStorageTest {

    private static final List<String> NAMES = List.of("keyboard.wav", "deep/fan.wav");

    @TempDir private Path folder;
    private Path raw;
    private Path clean;

    @BeforeEach
    void fillFolder() throws IOException {
        raw = folder.resolve("raw");
        clean = folder.resolve("clean");
        FakeStorage.FAILURES.clear();
        FakeStorage.GONE.clear();
        for (String name : NAMES) {
            Path copy = raw.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("../../samples").resolve(copy.getFileName()), copy);
            // Hadoop knows no fractions of milliseconds.
            Files.setLastModifiedTime(copy, FileTime.fromMillis(1_700_000_000_123L));
        }
    }

    private int run(String scheme, String... more) {
        String[] given = {
            "--in", FakeStorage.at(scheme, raw),
            "--out", FakeStorage.at(scheme, clean),
            "--report", folder.resolve("report").toString()
        };
        String[] all = Stream.concat(Stream.of(given), Stream.of(more)).toArray(String[]::new);
        return EnhanceJob.run(LocalSpark.SESSION, all);
    }

    private Dataset<Row> report() {
        return LocalSpark.SESSION.read().parquet(folder.resolve("report").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake", "s3a"})
    void writesWhatEnhanceWrites(String scheme) throws IOException {
        Path expected = folder.resolve("expected");
        PrintWriter out = new PrintWriter(System.err, true);
        String[] command = {"enhance", "-q", raw.toString(), "-o", expected.toString()};
        assertEquals(0, QuietlineCommand.execute(out, out, Map.of(), command));

        assertEquals(0, run(scheme));

        for (String name : NAMES) {
            assertArrayEquals(
                    Files.readAllBytes(expected.resolve(name)),
                    Files.readAllBytes(clean.resolve(name)),
                    name);
        }
        assertFalse(Files.exists(clean.resolve("_temporary")));
        assertEquals(0, run(scheme, "--resume"));
        assertEquals(2, report().count());
    }

    @Test
    void repeatsTasksWhoseStorageFails() {
        FakeStorage.FAILURES.put("fan.wav", 2);

        assertEquals(0, run("fake"));

        assertEquals(2, report().filter("error is null").count());
    }

    @Test
    void reportsStorageThatFailsAlways() {
        FakeStorage.FAILURES.put("fan.wav", 1000);

        assertEquals(1, run("fake"));

        List<Row> failed = report().filter("error is not null").collectAsList();
        assertEquals(1, failed.size());
        String error = failed.get(0).getAs("error");
        assertEquals(FakeStorage.at("fake", raw) + "/deep/fan.wav: the network is down", error);
        assertEquals(1, report().filter("error is null").count());
    }
}
