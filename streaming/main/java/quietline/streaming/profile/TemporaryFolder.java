package quietline.streaming.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder with some files that is gone when closed, or when the program is interrupted. */
final class TemporaryFolder implements AutoCloseable {

    private final Path path = Files.createTempDirectory("quietline-profile");
    private final Thread hook;

    TemporaryFolder() throws IOException {
        this(() -> {});
    }

    /**
     * @param stop has those who write there stop, if the program is interrupted
     */
    TemporaryFolder(Runnable stop) throws IOException {
        hook =
                new Thread(
                        () -> {
                            stop.run();
                            deleteIfPossible();
                        },
                        "temporary-folder");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Path path() {
        return path;
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
