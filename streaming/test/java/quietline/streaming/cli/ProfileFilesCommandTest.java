package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The mode that leaves recordings in a folder while it runs, and nothing after. */
@Timeout(300)
class ProfileFilesCommandTest {

    @TempDir private Path folder;

    @Test
    void filesByOneThreadAndByTwo() {
        Run run =
                Run.of(
                        "profile",
                        "files",
                        "--threads=2",
                        "--input=../samples/keyboard.wav",
                        "--duration=1ms",
                        "--warmup=1ms");
        assertEquals("", run.err());
        assertEquals(0, run.exitCode());
        for (String part :
                List.of("recordings, × real time", "products in registers", "hour-one-thread")) {
            assertTrue(run.out().contains(part), run.out());
        }
    }

    @Test
    void filesThatAreInterruptedLeaveNothing() throws Exception {
        Process process =
                Child.of(
                                List.of("-Djava.io.tmpdir=" + folder),
                                "profile",
                                "files",
                                "--threads=2",
                                "--duration=60s")
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        try {
            while (process.isAlive() && written() == 0) {
                Thread.sleep(20);
            }
            assertTrue(process.isAlive(), Files.readString(folder.resolve("said")));
            process.destroy();
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> left = Files.walk(folder)) {
            assertEquals(
                    List.of(folder.resolve("said")), left.filter(Files::isRegularFile).toList());
        }
        assertTrue(
                Files.readString(folder.resolve("said")).lines().count() <= 2,
                Files.readString(folder.resolve("said")));
    }

    @Test
    void whereNothingTemporaryCanBeTheFolderIsNamed() throws Exception {
        Path none = folder.resolve("none");
        for (String mode : List.of("files", "startup")) {
            List<String> told =
                    Child.told(
                            List.of("-Djava.io.tmpdir=" + none), "profile", mode, "--duration=1ms");
            assertEquals(
                    "quietline: "
                            + none
                            + ": cannot take temporary files;"
                            + " QUIETLINE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another folder",
                    told.get(told.size() - 1));
        }
    }

    /** How many recordings have been cleaned, or are being. */
    private long written() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("[0-9]\\.wav.*"))
                    .count();
        } catch (UncheckedIOException goneMeanwhile) {
            return 0;
        }
    }

    @Test
    void whatIsMistypedIsTwo() {
        Run.of("profile", "files", "--threads=1")
                .fails(
                        2,
                        "--threads: expected two at least, to compare with one;"
                                + " see 'quietline profile files --help'");
        Run.of("profile", "files", "--fail-above=p99=1ms")
                .fails(
                        2,
                        "--fail-above: this mode has no 'p99', only hour, hour-one-thread;"
                                + " see 'quietline profile files --help'");
    }
}
