package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class FileKindTest {

    private static final Path NULL = Path.of("/dev/null");

    @TempDir private Path folder;

    @Test
    void tellsFilesPipesAndDevicesApart() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path pipe = pipe();
        assertEquals(FileKind.MISSING, FileKind.of(folder.resolve("none")));
        assertEquals(FileKind.REGULAR, FileKind.of(file));
        assertEquals(FileKind.FOLDER, FileKind.of(folder));
        assertEquals(FileKind.CHARACTER_DEVICE, FileKind.of(NULL));
        assertEquals(FileKind.PIPE, FileKind.of(pipe));
        assertTrue(FileKind.PIPE.isStream() && FileKind.CHARACTER_DEVICE.isStream());
        assertFalse(FileKind.REGULAR.isStream() || FileKind.MISSING.isStream());
        assertFalse(FileKind.BLOCK_DEVICE.isStream() || FileKind.OTHER.isStream());
    }

    @Test
    void refusesWhatCannotBeRead() throws Exception {
        Path pipe = pipe();
        Path file = Files.createFile(folder.resolve("file"));
        for (Path readable : new Path[] {file, folder.resolve("none"), pipe}) {
            assertDoesNotThrow(() -> FileKind.checkReadable(readable, "x"));
        }
        assertRefused(folder + ": is a folder, expected x", () -> readable(folder));
        assertRefused(NULL + ": is a device, expected x", () -> readable(NULL));
        assertDoesNotThrow(() -> FileKind.checkFile(file, "x"));
        assertRefused(folder + ": is a folder, expected x", () -> FileKind.checkFile(folder, "x"));
        assertRefused(pipe + ": is a named pipe, expected x", () -> FileKind.checkFile(pipe, "x"));
    }

    private static void readable(Path path) throws AudioException {
        FileKind.checkReadable(path, "x");
    }

    @Test
    void knowsTheNamesOfStandardStreams() {
        assertTrue(FileKind.isStdin("-") && FileKind.isStdin("/dev/stdin"));
        assertFalse(FileKind.isStdin("x") || FileKind.isStdin("/dev/stdout"));
        assertTrue(FileKind.isStdout("-") && FileKind.isStdout("/dev/fd/1"));
        assertFalse(FileKind.isStdout("x") || FileKind.isStdout("/dev/stdin"));
        assertTrue(FileKind.isInherited(Path.of("/dev/fd/63")));
        assertTrue(FileKind.isInherited(Path.of("/proc/self/fd/63")));
        assertFalse(FileKind.isInherited(NULL));
    }

    private Path pipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        return pipe;
    }
}
