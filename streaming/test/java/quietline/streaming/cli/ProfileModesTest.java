package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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

    @Test
    void refusesReportsThatCannotBeCompared() throws IOException {
        Path a = report("a.json", 1, "17");
        assertRefused(
                "\"engine\"",
                "\"paced\"",
                "is a report of the mode paced, but %s of engine; compare reports of one mode"
                        .formatted(a));
        String medians = "\\[[0-9,\\s]+\\]";
        assertRefused(medians, "[]", "has no single hops to compare; the mode is engine");
        assertRefused(
                medians,
                "[1, 2]",
                "has only 2 batches of hops, at least 5 are needed; measure longer");
        assertRefused(
                "true", "false", "its run was not warmed up; measure again with a longer --warmup");
        assertRefused(
                "(?s).*",
                "{}",
                "is not a profile report, expected a report that 'profile --json' wrote");
        Path none = folder.resolve("none.json");
        Run.of("profile", "diff", a, none).fails(1, none + ": no such file");
    }

    /** Compares a report with itself in which something is replaced. */
    private void assertRefused(String regex, String replacement, String trouble)
            throws IOException {
        Path a = folder.resolve("a.json");
        Path b = folder.resolve("b.json");
        Files.writeString(b, Files.readString(a).replaceFirst(regex, replacement));
        Run.of("profile", "diff", a, b).fails(1, b + ": " + trouble);
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

    @Test
    void reportsTooLittleMemoryInOneLine() throws Exception {
        List<String> options =
                List.of("-Xmx48m", "-Dquietline.kernels=scalar", "-Duser.language=de");
        Run run = Child.run(options, "profile", "streams", "--streams=100000", "--warmup=1ms");
        String line =
                "quietline: not enough memory for 100,000 streams, only for about [0-9,]+;"
                        + " QUIETLINE_JAVA_OPTS=-Xmx8g gives them 8 GB";
        assertTrue(run.err().strip().matches(line), run.err());
    }

    @Test
    void exitsWithTwoForAWrongCommandLine() {
        Path a = folder.resolve("a");
        Run.of("profile", "engine", "--json=" + a, "--hdr=" + folder.resolve("./x/../a"))
                .failsWithHelp(
                        "profile engine --help", "two reports cannot be written into one file");
        Run.of("profile", "engine", "--html=-")
                .failsWithHelp("profile engine --help", "only --json can be written on stdout");
        Run.of("profile", "streams", "--streams=0")
                .failsWithHelp(
                        "profile streams --help",
                        "--streams must be between 1 and 1,048,576, got 0");
        Run.of("profile", "streams", "--hdr=" + folder.resolve("x.hgrm"))
                .failsWithHelp(
                        "profile streams --help", "--hdr: this mode has no single distribution");
    }
}
