package quietline.streaming.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import quietline.streaming.io.AudioException;

/** A folder with some files that is gone when closed, or when the program is interrupted. */
final class TemporaryFolder implements AutoCloseable {

    private static final String PREFIX = "quietline-profile";

    private final Path path = create(() -> Files.createTempDirectory(PREFIX));
    private final Thread hook;

    private interface Creation {
        Path path() throws IOException;
    }

    TemporaryFolder() throws IOException {
        hook = new Thread(this::deleteIfPossible, "temporary-folder");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Path path() {
        return path;
    }

    /** A single file, for its maker to delete. */
    static Path file(String ending) throws IOException {
        return create(() -> Files.createTempFile(PREFIX, ending));
    }

    private static Path create(Creation creation) throws IOException {
        try {
            return creation.path();
        } catch (IOException e) {
            AudioException trouble =
                    new AudioException(
                            System.getProperty("java.io.tmpdir"),
                            "cannot take temporary files;"
                                    + " QUIETLINE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another"
                                    + " folder");
            trouble.initCause(e);
            throw trouble;
        }
    }

    private void deleteIfPossible() {
        try {
            delete();
        } catch (IOException leftToTheSystem) {
            // It is where the system keeps what nobody needs for long.
            return;
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(path);
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException interrupted) {
            return;
        }
        delete();
    }
}
