package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class RealtimePriorityTest {

    @TempDir private Path folder;

    @TempDir private Path other;

    @ParameterizedTest
    @CsvSource({
        "quietline-captu, true",
        "quietline-enhan, true",
        "quietli..ayback, true",
        "VM Thread, true",
        "quietline-devic, false",
        "quietline-warmu, false",
        "C2 CompilerThre, false"
    })
    void onlyAudioThreadsGoFirst(String name, boolean audio) {
        assertEquals(audio, RealtimePriority.isAudio(name));
    }

    @Test
    void itIsAskedForAudioThreadsAlone() throws IOException {
        threads("101 quietline-captu", "102 C2 CompilerThre", "103 VM Thread", "104 java");
        assertNull(new RealtimePriority(folder, program("echo $* >>" + log())).ask());
        assertEquals(List.of("--rr --pid 1 101", "--rr --pid 1 103"), Files.readAllLines(log()));
    }

    @Test
    void whatIsRefusedIsOneLine() throws IOException {
        threads("101 quietline-captu");
        String refusal = "chrt: failed to set pid 101's policy: Operation not permitted";
        String refusing = program("echo \"" + refusal + "\" >&2; exit 1");
        assertEquals(refusal, new RealtimePriority(folder, refusing).ask());
        String missing = new RealtimePriority(folder, folder + "/none").ask();
        assertTrue(missing.contains("none"), missing);
        assertEquals(1, missing.lines().count());
    }

    @Test
    void withoutSuchThreadsOrSuchASystemItSaysSo() {
        assertEquals(
                "no audio thread is known to the system",
                new RealtimePriority(folder, "chrt").ask());
        assertEquals(
                "this system is no Linux",
                new RealtimePriority(folder.resolve("none"), "chrt").ask());
    }

    private void threads(String... threads) throws IOException {
        for (String thread : threads) {
            String[] idAndName = thread.split(" ", 2);
            Path task = Files.createDirectory(folder.resolve(idAndName[0]));
            Files.writeString(task.resolve("comm"), idAndName[1] + "\n");
        }
    }

    private Path log() {
        return other.resolve("log");
    }

    private String program(String script) throws IOException {
        Path program = Files.writeString(other.resolve("program"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }
}
