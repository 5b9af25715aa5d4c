package quietline.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingBytesTest {

    private static final Path STREET = Path.of("../../samples/street.wav");

    @TempDir private Path folder;

    @Test
    void failsIfTheMachineCannotHoldTheOutput() {
        Path output = folder.resolve("missing/enhanced.wav");
        IOException failure =
                assertThrows(IOException.class, () -> RecordingBytes.run(STREET, output, 1));
        assertTrue(failure.getMessage().contains("no such folder"), failure::getMessage);
    }

    @Test
    void givesTheReasonOfBrokenRecordings() throws IOException {
        Path broken = Files.write(folder.resolve("recording"), new byte[0]);
        RecordingBytes.Measured measured = RecordingBytes.run(broken, null, 1);
        assertEquals("is empty, expected a recording", measured.error());
        assertNull(measured.outcome());
    }

    @Test
    void deletesItsFiles() throws IOException {
        Path copy;
        Path output;
        try (WorkFolders work = new WorkFolders(Optional.empty())) {
            copy = work.store(new byte[3]);
            output = Files.createFile(work.output("enhanced.wav"));
        }
        assertFalse(Files.exists(copy.getParent()));
        assertFalse(Files.exists(output.getParent()));
    }
}
