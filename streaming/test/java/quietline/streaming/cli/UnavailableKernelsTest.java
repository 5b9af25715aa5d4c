package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests unavailable kernels in a JVM of its own. */
class UnavailableKernelsTest {

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
        Path in = Path.of("../samples/street.wav");
        Path out = folder.resolve("clean.wav");
        List<String> option = List.of("-Dquietline.kernels=" + wish);
        Child.run(option, "enhance", in, "-o", out).fails(1, line);
        Child.run(option, "profile", "engine", "--duration", "100ms").fails(1, line);
        assertFalse(Files.exists(out));
    }
}
