package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @TempDir private Path folder;

    private Run run() {
        return Run.in(Map.of("XDG_CONFIG_HOME", folder.toString()), "doctor");
    }

    @Test
    void saysInTenLinesWhatWorks() {
        Run run = run().succeeds();
        assertEquals(10, run.out().lines().count(), run.out());
        assertTrue(run.out().matches("(?s).*\\Rjava +ok .*\\Rweights +ok +UL-UNAS .*"), run.out());
    }

    @Test
    void failsIfSomethingNeededIsBroken() throws IOException {
        Path file = Files.createDirectory(folder.resolve("quietline")).resolve("config.properties");
        Files.writeString(file, "live.latncy=low");
        Run run = run();
        assertTrue(
                run.out().contains("settings      FAILED  " + file + ": unknown key 'live.latncy'"),
                run.out());
        assertEquals(10, run.out().lines().count(), run.out());
        assertEquals(1, run.exitCode());
    }
}
