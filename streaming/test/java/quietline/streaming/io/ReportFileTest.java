package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    private static final String STALE = ".quietline-0123456789abcdef0123456789abcdef.part";

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("report");
    }

    @Test
    void writesACompleteFile() throws IOException {
        ReportFile.write(file, "ä", false);
        assertEquals("ä", Files.readString(file));
        ReportFile.write(file, "b", true);
        assertEquals("b", Files.readString(file));
        assertRefused(
                file + ": was created by another program meanwhile; use --force to replace it",
                () -> ReportFile.write(file, "c", false));
        assertEquals("b", Files.readString(file));
        assertEquals(1, filesInFolder());
    }

    @Test
    void checksThatAFileCanBeWrittenAndLeavesNone() throws IOException {
        Files.createFile(folder.resolve(STALE));
        ReportFile.check(file, false);
        assertEquals(0, filesInFolder(), "also removes what a killed process left");
        Path nowhere = folder.resolve("none/report");
        assertRefused(
                nowhere + ": no such folder: " + nowhere.getParent(),
                () -> ReportFile.check(nowhere, false));
        Files.createFile(file);
        assertRefused(
                file + ": already exists; use --force to replace it",
                () -> ReportFile.check(file, false));
        assertDoesNotThrow(() -> ReportFile.check(file, true));
        assertRefused(
                folder + ": is a folder, expected an output file",
                () -> ReportFile.check(folder, true));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void writesIntoDevices() throws IOException {
        Path device = Path.of("/dev/null");
        ReportFile.check(device, false);
        ReportFile.write(device, "x", false);
        assertTrue(FileKind.of(device).isStream(), "it stays a device");
    }

    private long filesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
