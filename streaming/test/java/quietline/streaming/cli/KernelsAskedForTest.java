package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests unavailable kernels in a JVM of its own. */
class KernelsAskedForTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vector | quietline.kernels=vector, but start Java with"
                        + " --add-modules jdk.incubator.vector",
                "vectr | quietline.kernels must be auto, scalar or vector, got 'vectr'"
            })
    void refusesUnavailableKernelsInOneLine(String wish, String line) throws Exception {
        Path in = Path.of("../samples/street.wav").toAbsolutePath();
        Path out = folder.resolve("clean.wav");
        for (List<String> arguments :
                List.of(
                        List.of("enhance", in.toString(), "-o", out.toString()),
                        List.of("profile", "engine", "--duration", "100ms"))) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Dquietline.kernels=" + wish);
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(QuietlineCommand.class.getName());
            command.addAll(arguments);
            Path err = folder.resolve("err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            assertEquals(1, process.waitFor());
            assertEquals("quietline: " + line, Files.readString(err).strip());
        }
        assertFalse(Files.exists(out));
    }
}
