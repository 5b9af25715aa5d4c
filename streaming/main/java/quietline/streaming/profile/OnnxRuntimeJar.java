package quietline.streaming.profile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where ONNX Runtime for Java is, if it is anywhere: it never comes with the program. */
final class OnnxRuntimeJar {

    private OnnxRuntimeJar() {}

    /**
     * @throws IOException saying how to name one, if there is none
     */
    static Path find() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.contains("onnxruntime") && entry.endsWith(".jar")) {
                return Path.of(entry);
            }
        }
        Path repository =
                Path.of(System.getProperty("user.home"), ".m2", "repository")
                        .resolve(Path.of("com", "microsoft", "onnxruntime", "onnxruntime"));
        return newest(repository)
                .orElseThrow(
                        () ->
                                new IOException(
                                        "--baseline needs ONNX Runtime for Java, which is neither"
                                                + " on the class path nor in the local Maven"
                                                + " repository; --onnxruntime names its jar"));
    }

    private static Optional<Path> newest(Path repository) throws IOException {
        if (!Files.isDirectory(repository)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(repository, 2)) {
            List<Path> jars =
                    files.filter(
                                    file ->
                                            file.getFileName()
                                                    .toString()
                                                    .matches("onnxruntime-[0-9.]+\\.jar"))
                            .sorted()
                            .toList();
            return jars.isEmpty() ? Optional.empty() : Optional.of(jars.get(jars.size() - 1));
        }
    }
}
