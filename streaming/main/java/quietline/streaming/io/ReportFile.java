package quietline.streaming.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Writes files that appear complete or not at all, except into pipes and devices. */
public final class ReportFile {

    private ReportFile() {}

    /**
     * Checks that a report can be written later, before a long run begins.
     *
     * @param replace whether an existing file may be replaced
     * @throws IOException if the folder is missing or not writable, or the file must not be
     *     replaced
     */
    public static void check(Path file, boolean replace) throws IOException {
        if (FileKind.of(file).isStream()) {
            return;
        }
        PartFile.check(file.resolveSibling("\u0001"), file, replace);
        PartFile.removeStale(List.of(file));
        new PartFile(file, replace).close();
    }

    /**
     * @param replace whether a file that exists by then may be replaced
     */
    public static void write(Path file, String text, boolean replace) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8), replace);
    }

    public static void write(Path file, byte[] contents, boolean replace) throws IOException {
        if (FileKind.of(file).isStream()) {
            writeThrough(file, contents);
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(contents);
        try (PartFile part = new PartFile(file, replace)) {
            while (bytes.hasRemaining()) {
                part.channel().write(bytes);
            }
            part.commit();
        } catch (IOException e) {
            throw AudioException.of(file, e);
        }
    }

    private static void writeThrough(Path file, byte[] contents) throws IOException {
        try {
            Files.write(file, contents, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw AudioException.of(file, e);
        }
    }

    /** Whether a file can be read and begins with this text. */
    public static boolean beginsWith(Path file, String text) {
        byte[] start = text.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(start, in.readNBytes(start.length));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
