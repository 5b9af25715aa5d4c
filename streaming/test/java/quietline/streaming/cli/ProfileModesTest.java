package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Comparing reports, many streams, and wrong command lines. */
@Timeout(300)
class ProfileModesTest {

    @TempDir private Path folder;

    @Test
    void comparesReportsAndTheirEnvironments() throws IOException {
        Path a = report("a.json", 1, "17");
        Path same = report("same.json", 1, "17");
        Path b = report("b.json", 1.2, "25");
        Run equal = Run.of("profile", "diff", a, same).succeeds();
        assertTrue(equal.out().startsWith("no difference shown: B takes "), equal.out());
        Run slower = Run.of("profile", "diff", a, b, "--fail-slower");
        assertEquals(3, slower.exitCode());
        assertTrue(slower.out().startsWith("slower: B takes 1."), slower.out());
        assertTrue(slower.err().startsWith("quietline: slower: B takes 1."), slower.err());
        assertTrue(slower.out().matches("(?s).*java +17 +25\\R.*"), slower.out());
        Run faster = Run.of("profile", "diff", b, a, "--fail-slower").succeeds();
        assertTrue(faster.out().startsWith("faster: B takes 0."), faster.out());
    }

    private Path report(String name, double factor, String java) throws IOException {
        long nanos = Math.round(20_000 * factor);
        String medians = String.join(",", Collections.nCopies(50, "" + nanos));
        String text =
                """
                {"format": "quietline-profile-2", "mode": "engine", "warmed_up": true,
                 "environment": {"java": "%s"}, "metrics": {"p50_ns": %d, "max_ns": null},
                 "batch_medians_ns": [%s]}
                """
                        .formatted(java, nanos, medians);
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void writesAReportThatDiffReads() throws IOException {
        Path json = folder.resolve("r.json");
        Path html = folder.resolve("r.html");
        Run.of(
                        "profile",
                        "paced",
                        "--duration=200ms",
                        "--warmup=20ms",
                        "--json=" + json,
                        "--html=" + html)
                .succeeds();
        assertTrue(Files.readString(html).contains("</html>"));
        // Whether so short a run is warmed up depends on the machine.
        Files.writeString(
                json,
                Files.readString(json).replaceFirst("\"warmed_up\": false", "\"warmed_up\": true"));
        Run diff = Run.of("profile", "diff", json, json);
        assertEquals("", diff.err());
        assertTrue(diff.out().startsWith("no difference shown"), diff.out());
    }

    @Test
    void measuresAGivenNumberOfStreams() {
        Run run =
                Run.of(
                        "profile",
                        "streams",
                        "--streams=3",
                        "--threads=2",
                        "--duration=200ms",
                        "--warmup=20ms");
        assertEquals("", run.err());
        assertTrue(run.out().contains("on 2 threads"), run.out());
        assertTrue(run.out().contains("streams-per-core"), run.out());
    }
}
