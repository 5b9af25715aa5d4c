package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {

    @TempDir private Path folder;

    @Test
    void appearsOnCommitOnly() throws IOException {
        try (PartFile file = new PartFile(folder.resolve("a"))) {
            file.channel().write(ByteBuffer.wrap("new".getBytes()));
            assertEquals(List.of("a.part"), FileNames.in(folder));
            file.commit();
        }
        assertEquals(List.of("a"), FileNames.in(folder));
        assertEquals("new", Files.readString(folder.resolve("a")));
    }

    @Test
    void keepsOldFileUnlessCommitted() throws IOException {
        Files.writeString(folder.resolve("a"), "old");
        try (PartFile file = new PartFile(folder.resolve("a"))) {
            file.channel().write(ByteBuffer.wrap("new".getBytes()));
        }
        assertEquals(List.of("a"), FileNames.in(folder));
        assertEquals("old", Files.readString(folder.resolve("a")));
    }

    @Test
    void reusesPartOfKilledProcess() throws IOException {
        Files.writeString(folder.resolve("a.part"), "much older and longer");
        try (PartFile file = new PartFile(folder.resolve("a"))) {
            file.channel().write(ByteBuffer.wrap("new".getBytes()));
            file.commit();
        }
        assertEquals("new", Files.readString(folder.resolve("a")));
    }

    @Test
    void refusesWritesAndCommitAfterClose() throws IOException {
        PartFile file = new PartFile(folder.resolve("a"));
        file.close();
        ByteBuffer more = ByteBuffer.allocate(1);
        assertThrows(ClosedChannelException.class, () -> file.channel().write(more));
        assertThrows(AudioException.class, file::commit);
        assertEquals(List.of(), FileNames.in(folder));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsLinkAtTargetButNotAtPart() throws IOException {
        Files.writeString(folder.resolve("real"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        try (PartFile file = new PartFile(link)) {
            file.commit();
        }
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("", Files.readString(folder.resolve("real")));

        Files.createSymbolicLink(folder.resolve("trap.part"), folder.resolve("real"));
        assertThrows(AudioException.class, () -> new PartFile(folder.resolve("trap")));
    }
}
