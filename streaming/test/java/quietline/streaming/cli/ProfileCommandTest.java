package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short runs, whose figures are not judged. */
class ProfileCommandTest {

    private static final String BRIEF = "--duration=200ms";
    private static final String COLD = "--warmup=20ms";

    @TempDir private Path folder;

    @Test
    void printsEveryStage() {
        Run run = Run.of("profile", "engine", BRIEF, COLD, "--quality=fast").succeeds();
        assertEquals("", run.err());
        for (String part : List.of("p99.9", "GTCRN", "SHA-256", "kernels", "times-real-time")) {
            assertTrue(run.out().contains(part), part + " in " + run.out());
        }
        for (String stage :
                List.of(
                        "transform",
                        "bands from bins",
                        "encoder convolution 2",
                        "encoder GTConvBlock 3",
                        "DPGRNN 2 across frames",
                        "decoder convolution 2",
                        "inverse transform")) {
            assertTrue(run.out().contains("\n  " + stage), stage + " in " + run.out());
        }
    }

    @Test
    void reportsResponseServiceAndMisses() throws IOException {
        Path json = folder.resolve("a.json");
        Path hdr = folder.resolve("a.hgrm");
        Run run = Run.of("profile", "paced", BRIEF, COLD, "--json=" + json, "--hdr=" + hdr);
        assertEquals("", run.err());
        assertTrue(run.out().contains("response, from when it was due"), run.out());
        JsonObject report = json(Files.readString(json));
        assertEquals("paced", report.get("mode").getAsString());
        JsonObject metrics = report.getAsJsonObject("metrics");
        assertTrue(metrics.has("misses"), metrics.toString());
        assertTrue(metrics.get("p99_ns").getAsLong() >= metrics.get("p50_ns").getAsLong());
        assertTrue(Files.readString(hdr).contains("#[Mean"), Files.readString(hdr));
    }

    @Test
    void printsJsonInsteadOfText() {
        Run run = Run.of("profile", "engine", BRIEF, COLD, "--json");
        JsonObject report = json(run.out());
        assertEquals("engine", report.get("mode").getAsString());
        assertTrue(report.getAsJsonArray("batch_medians_ns").size() > 0);
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @Test
    void exitsWithThreeAboveALimit() {
        Run run = Run.of("profile", "engine", BRIEF, COLD, "--fail-above=p50=1ns");
        assertEquals(3, run.exitCode());
        assertTrue(
                run.err().matches("quietline: p50 is [0-9.]+ [µm]s, more than 1 ns\\R"), run.err());
        Run.of("profile", "engine", BRIEF, COLD, "--fail-above=p50=10s").succeeds();
    }
}
