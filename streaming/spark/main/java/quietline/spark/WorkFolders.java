package quietline.spark;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * Folders of this machine in which one recording is enhanced: a copy of it, unless it lies here
 * anyway, and its output. They are deleted when closed.
 */
final class WorkFolders implements Closeable {

    /** Where Spark lets executors write, on Kubernetes and standalone, and on YARN. */
    private static final List<String> VARIABLES =
            List.of("SPARK_EXECUTOR_DIRS", "SPARK_LOCAL_DIRS", "LOCAL_DIRS");

    private static final String PREFIX = "quietline-";

    private final Path copies;
    private final Path outputs;

    /**
     * @param outputFolder where the output is made; empty for a folder of Spark's
     */
    WorkFolders(Optional<Path> outputFolder) throws IOException {
        copies = Files.createTempDirectory(sparksFolder(), PREFIX);
        Path folder = outputFolder.isPresent() ? outputFolder.get() : sparksFolder();
        outputs = Files.createTempDirectory(Files.createDirectories(folder), PREFIX);
    }

    private static Path sparksFolder() throws IOException {
        String folder =
                VARIABLES.stream()
                        .map(System::getenv)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(all -> all.split("[,:]")[0])
                        .orElse(System.getProperty("java.io.tmpdir"));
        return Files.createDirectories(Path.of(folder));
    }

    /** Returns the recording itself, or a copy with its name and time. */
    Path fetch(FoundRecording recording, Configuration hadoop) throws IOException {
        if (recording.local().isPresent()) {
            return recording.local().get();
        }
        Path copy = copies.resolve(recording.name());
        org.apache.hadoop.fs.Path from = recording.place();
        try (var in = from.getFileSystem(hadoop).open(from)) {
            Files.copy(in, copy);
        }
        Files.setLastModifiedTime(copy, FileTime.fromMillis(recording.changedMillis()));
        return copy;
    }

    /** Writes a recording that has no name. */
    Path store(byte[] recording) throws IOException {
        return Files.write(copies.resolve("recording"), recording);
    }

    /** The output's own name, in a folder that nobody else writes to. */
    Path output(FoundRecording recording) {
        return output(Path.of(recording.output()).getFileName().toString());
    }

    Path output(String name) {
        return outputs.resolve(name);
    }

    @Override
    public void close() throws IOException {
        for (Path folder : List.of(outputs, copies)) {
            if (Files.exists(folder)) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
