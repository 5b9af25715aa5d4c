package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.Enhancer;
import quietline.EnhancerStream;
import quietline.streaming.io.Samples;
import quietline.streaming.io.WavBytes;
import quietline.weights.Weights;

/** The option {@code --quality}. */
class QualityTest {

    @TempDir private Path folder;
    private Path in;
    private Path out;

    @BeforeEach
    void layOut() throws IOException {
        in = Files.write(folder.resolve("in.wav"), WavBytes.pcm16(Noise.shorts(1, 4000)));
        out = folder.resolve("out.wav");
    }

    @ParameterizedTest
    @CsvSource({"best, UL-UNAS", "fast, GTCRN", "BEST, UL-UNAS"})
    void choosesBuiltInWeights(String quality, String network) throws IOException {
        Path report = folder.resolve("report.json");
        Run.of("enhance", in, "-o", out, "--quality", quality, "--report", report).succeeds();
        Weights weights = network.equals("GTCRN") ? Weights.fast() : Weights.best();
        float[] noisy = Samples.readAll(in);
        assertArrayEquals(
                new EnhancerStream(Enhancer.create(weights)).enhance(noisy),
                Samples.readAll(out),
                1.01f / 65536);
        assertTrue(Files.readString(report).contains("\"network\": \"" + network + "\""));
    }

    @Test
    void isPartOfWhatResumeCompares() {
        Run.of("enhance", in, "-o", out, "--resume", "--quality=fast").succeeds();
        assertResumes("s of audio", "best");
        assertResumes("skipped", "best");
    }

    private void assertResumes(String said, String quality) {
        Run run = Run.of("enhance", in, "-o", out, "--resume", "--quality", quality).succeeds();
        assertTrue(run.err().contains(said), run.err());
    }

    @Test
    void isMeasured() {
        Run run =
                Run.of(
                                "profile",
                                "engine",
                                "--json",
                                "--duration=50ms",
                                "--warmup=20ms",
                                "--quality=best")
                        .succeeds();
        assertEquals(
                "UL-UNAS",
                JsonParser.parseString(run.out())
                        .getAsJsonObject()
                        .getAsJsonObject("environment")
                        .get("network")
                        .getAsString());
    }

    @Test
    void isInspected() {
        Run run = Run.of("weights", "inspect", "--quality=best").succeeds();
        assertTrue(run.out().contains("Fits UL-UNAS."), run.out());
        String both = "--quality and a file of weights exclude each other";
        run = Run.of("weights", "inspect", "--quality=best", "x");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains(both), run.err());
    }
}
