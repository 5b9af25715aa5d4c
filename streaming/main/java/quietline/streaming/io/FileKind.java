package quietline.streaming.io;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The kind of file that a name leads to, links followed. Only Unix has pipes and devices in its
 * file system.
 */
public enum FileKind {
    MISSING("is missing"),
    REGULAR("is a file"),
    FOLDER("is a folder"),
    PIPE("is a named pipe"),
    CHARACTER_DEVICE("is a device"),
    BLOCK_DEVICE("is a device"),
    OTHER("is neither a file nor a pipe");

    private static final int TYPE_MASK = 0170000;

    private static final Set<String> STDIN = Set.of("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");
    private static final Set<String> STDOUT = Set.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    public static FileKind of(Path path) {
        if (!Files.exists(path)) {
            return MISSING;
        }
        if (Files.isRegularFile(path)) {
            return REGULAR;
        }
        return Files.isDirectory(path) ? FOLDER : special(path);
    }

    private static FileKind special(Path path) {
        try {
            int mode = (Integer) Files.getAttribute(path, "unix:mode");
            return switch (mode & TYPE_MASK) {
                case 0010000 -> PIPE;
                case 0020000 -> CHARACTER_DEVICE;
                case 0060000 -> BLOCK_DEVICE;
                default -> OTHER;
            };
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return OTHER;
        }
    }

    /** Whether the argument means stdin: {@code -}, or the name that the system has for it. */
    public static boolean isStdin(String argument) {
        return argument.equals("-") || STDIN.contains(argument);
    }

    /** Whether the argument means stdout: {@code -}, or the name that the system has for it. */
    public static boolean isStdout(String argument) {
        return argument.equals("-") || STDOUT.contains(argument);
    }

    /** Whether the name is that of an open file, as {@code <(…)} makes it. */
    public static boolean isInherited(Path path) {
        return path.startsWith("/dev/fd") || path.startsWith("/proc/self/fd");
    }

    /** Whether this can only be written from its beginning to its end, and never be replaced. */
    public boolean isStream() {
        return this == PIPE || this == CHARACTER_DEVICE;
    }

    /** Opens a file or pipe to read it from beginning to end. */
    public static InputStream open(Path path) throws IOException {
        if (of(path) != PIPE) {
            return Files.newInputStream(path);
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        // Streams of Files would seek in a pipe.
        return new FileInputStream(path.toFile());
    }

    /**
     * Refuses what cannot be read from beginning to end. A pipe may have to wait for its writer.
     */
    public static void checkReadable(Path path, String expected) throws AudioException {
        FileKind kind = of(path);
        if (kind != MISSING && kind != REGULAR && kind != PIPE) {
            throw new AudioException(path, kind.words + ", expected " + expected);
        }
    }

    /** Refuses also pipes, except those of this process, whose writers exist. */
    public static void checkFile(Path path, String expected) throws AudioException {
        checkReadable(path, expected);
        if (of(path) == PIPE && !isInherited(path)) {
            throw new AudioException(path, PIPE.words + ", expected " + expected);
        }
    }
}
