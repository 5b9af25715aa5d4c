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
class AudioPriorityTest {

    @TempDir private Path folder;

    @TempDir private Path other;

    @ParameterizedTest
    @CsvSource({
        "quietline-captu, true",
        "quietline-enhan, true",
        "quietli..ayback, true",
        "VM Thread, true",
        "quietline-devic, false",
        "C2 CompilerThre, false"
    })
    void recognisesAudioThreads(String name, boolean audio) {
        assertEquals(audio, AudioPriority.isAudio(name));
    }

    @Test
    void asksForAudioThreadsOnly() throws IOException {
        threads("101 quietline-captu", "102 C2 CompilerThre", "103 VM Thread", "104 java");
        program("renice", "echo renice $* >>" + log());
        assertNull(priority().ask());
        assertEquals(List.of("renice -n -11 -p 101 103"), Files.readAllLines(log()));
    }

    @Test
    void asksForRealTimeIfNiceIsRefused() throws IOException {
        threads("101 quietline-captu", "102 C2 CompilerThre", "103 VM Thread", "104 java");
        program("renice", "exit 1");
        program("chrt", "echo chrt $* >>" + log());
        assertNull(priority().ask());
        assertEquals(
                List.of("chrt --rr --pid 1 101", "chrt --rr --pid 1 103"),
                Files.readAllLines(log()));
    }

    @Test
    void reportsRefusalInOneLine() throws IOException {
        threads("101 quietline-captu");
        String missing = priority().ask();
        assertTrue(missing.contains("chrt"), missing);
        assertEquals(1, missing.lines().count());
        String refusal = "chrt: failed to set pid 101's policy: Operation not permitted";
        program("renice", "exit 1");
        program("chrt", "echo \"" + refusal + "\" >&2; exit 1");
        assertEquals(refusal, priority().ask());
    }

    @Test
    void reportsMissingThreadsAndOtherSystems() {
        assertEquals("no audio thread found", new AudioPriority(folder, "").ask());
        assertEquals(
                "only supported on Linux", new AudioPriority(folder.resolve("none"), "").ask());
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

    private AudioPriority priority() {
        return new AudioPriority(folder, other + "/");
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(other.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
