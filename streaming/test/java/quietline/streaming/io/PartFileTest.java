package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {

    private static final String STALE = ".quietline-0123456789abcdef0123456789abcdef.part";

    @TempDir private Path folder;

    private Path file(String name, String contents) throws IOException {
        return Files.writeString(folder.resolve(name), contents);
    }

    private static void write(PartFile file, String contents) throws IOException {
        file.channel().write(ByteBuffer.wrap(contents.getBytes()));
    }

    private void create(Path target, boolean replace) throws IOException {
        try (PartFile file = new PartFile(target, replace)) {
            write(file, "new");
            file.commit();
        }
    }

    @Test
    void appearsOnCommitOnly() throws IOException {
        try (PartFile file = new PartFile(folder.resolve("a"), false)) {
            write(file, "new");
            String temporary = FileNames.in(folder).get(0);
            assertTrue(temporary.matches("\\.quietline-[0-9a-f]{32}\\.part"), temporary);
            assertEquals(1, FileNames.in(folder).size());
            file.commit();
        }
        assertEquals(List.of("a"), FileNames.in(folder));
        assertEquals("new", Files.readString(folder.resolve("a")));
    }

    @Test
    void keepsOldFileUnlessCommitted() throws IOException {
        file("a", "old");
        try (PartFile file = new PartFile(folder.resolve("a"), true)) {
            write(file, "new");
        }
        assertEquals(List.of("a"), FileNames.in(folder));
        assertEquals("old", Files.readString(folder.resolve("a")));
    }

    @Test
    void replacesOnlyIfAllowed() throws IOException {
        file("a", "old");
        create(folder.resolve("a"), true);
        assertEquals("new", Files.readString(folder.resolve("a")));
    }

    @Test
    void keepsFileThatAppearsMeanwhile() throws IOException {
        Path target = folder.resolve("a");
        try (PartFile file = new PartFile(target, false)) {
            write(file, "new");
            file("a", "somebody else's");
            AudioException refusal = assertThrows(AudioException.class, file::commit);
            assertEquals(
                    target
                            + ": was created by another program meanwhile; use --force to"
                            + " replace it",
                    refusal.getMessage());
        }
        assertEquals(List.of("a"), FileNames.in(folder));
        assertEquals("somebody else's", Files.readString(target));
    }

    @Test
    void replacesNothingWhereLinksAreImpossible() throws IOException {
        TemporaryFile first = TemporaryFile.in(folder);
        first.channel().write(ByteBuffer.wrap("new".getBytes()));
        first.reserveAndRename(folder.resolve("a"));
        assertEquals("new", Files.readString(folder.resolve("a")));
        TemporaryFile second = TemporaryFile.in(folder);
        assertThrows(
                FileAlreadyExistsException.class,
                () -> second.reserveAndRename(folder.resolve("a")));
        second.delete();
        assertEquals("new", Files.readString(folder.resolve("a")));
        first.delete();
        assertEquals(List.of("a"), FileNames.in(folder));
    }

    @Test
    void leavesPartFilesOfOthers() throws IOException {
        file("a.part", "somebody else's");
        Files.createLink(folder.resolve("b.part"), file("precious", "precious"));
        create(folder.resolve("a"), false);
        create(folder.resolve("b"), false);
        assertEquals("somebody else's", Files.readString(folder.resolve("a.part")));
        assertEquals("precious", Files.readString(folder.resolve("precious")));
        assertEquals("new", Files.readString(folder.resolve("b")));
    }

    @Test
    void hasAnotherTemporaryNameEachTime() throws IOException {
        try (PartFile first = new PartFile(folder.resolve("a"), false);
                PartFile second = new PartFile(folder.resolve("a"), false)) {
            List<String> names = FileNames.in(folder);
            assertEquals(2, names.size());
            assertNotEquals(names.get(0), names.get(1));
            first.commit();
            assertThrows(AudioException.class, second::commit);
        }
        assertEquals(List.of("a"), FileNames.in(folder));
    }

    @Test
    void removesOnlyStaleFilesOfItsOwn() throws IOException {
        file(STALE, "of a killed process");
        List<String> others =
                List.of(
                        ".quietline-0123456789abcdef.part",
                        STALE + "2",
                        STALE.replace("f", "F"),
                        "a.wav.part");
        for (String name : others) {
            file(name, "");
        }
        Files.createDirectory(folder.resolve(STALE.replace('0', '1')));
        try (PartFile running = new PartFile(folder.resolve("a"), false)) {
            PartFile.removeStale(List.of(folder.resolve("b")));
            assertEquals(others.size() + 1, FileNames.in(folder).size());
            running.commit();
        }
        assertTrue(FileNames.in(folder).containsAll(others));
        assertTrue(Files.isDirectory(folder.resolve(STALE.replace('0', '1'))));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void waitsForNoPipe() throws Exception {
        for (String name : List.of("a.part", STALE)) {
            new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().waitFor();
        }
        PartFile.removeStale(List.of(folder.resolve("a")));
        create(folder.resolve("a"), false);
        assertTrue(Files.exists(folder.resolve("a.part")));
        assertTrue(Files.exists(folder.resolve(STALE)));
    }

    @Test
    void hasAChannelThatStaysOpen() throws IOException {
        PartFile part = new PartFile(folder.resolve("x"), false);
        SeekableByteChannel channel = part.channel();
        channel.close();
        assertTrue(channel.isOpen() && part.isOpen());
        assertEquals(3, channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        assertEquals(3, channel.position());
        assertEquals(3, channel.size());
        assertSame(channel, channel.position(1));
        assertSame(channel, channel.truncate(2));
        assertEquals(2, channel.size());
        part.close();
        assertFalse(channel.isOpen() || part.isOpen());
    }

    @Test
    void refusesATargetThatWouldOverwriteSomething() throws IOException {
        Path source = Files.writeString(folder.resolve("in"), "x");
        Path none = folder.resolve("none");
        PartFile.check(source, none, false);
        PartFile.check(none, source, true);
        assertRefused(
                source + ": output and input are the same file; the input is never overwritten",
                () -> PartFile.check(source, source, true));
        assertRefused(
                source + ": already exists; use --force to replace it",
                () -> PartFile.check(none, source, false));
        assertRefused(
                folder + ": is a folder, expected an output file",
                () -> PartFile.check(source, folder, true));
    }

    @Test
    void refusesWritesAndCommitAfterClose() throws IOException {
        PartFile file = new PartFile(folder.resolve("a"), false);
        file.close();
        ByteBuffer more = ByteBuffer.allocate(1);
        assertThrows(ClosedChannelException.class, () -> file.channel().write(more));
        assertThrows(AudioException.class, file::commit);
        assertEquals(List.of(), FileNames.in(folder));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsLinkAtTarget() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("real"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere/real"));
        create(link, true);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(elsewhere.resolve("real")));
        assertEquals(List.of("real"), FileNames.in(elsewhere));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsLinkToMissingFile() throws IOException {
        Files.createDirectory(folder.resolve("elsewhere"));
        Path second =
                Files.createSymbolicLink(folder.resolve("second"), Path.of("elsewhere/missing"));
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("second"));
        create(first, false);
        assertTrue(Files.isSymbolicLink(first));
        assertTrue(Files.isSymbolicLink(second));
        assertEquals("new", Files.readString(folder.resolve("elsewhere/missing")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesLoopOfLinks() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));
        AudioException refusal =
                assertThrows(AudioException.class, () -> new PartFile(link, false));
        assertEquals(link + ": is a loop of symbolic links", refusal.getMessage());
    }

    @Test
    void namesMissingFolder() {
        Path file = folder.resolve("none/a");
        AudioException refusal =
                assertThrows(AudioException.class, () -> new PartFile(file, false));
        assertEquals(file + ": no such folder: " + file.getParent(), refusal.getMessage());
    }
}
