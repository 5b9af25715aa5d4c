package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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
        Run equal = Run.of("profile", "diff", a.toString(), same.toString());
        assertEquals(0, equal.exitCode());
        assertTrue(equal.out().startsWith("no difference shown: B takes "), equal.out());
        Run slower = Run.of("profile", "diff", a.toString(), b.toString(), "--fail-slower");
        assertEquals(3, slower.exitCode());
        assertTrue(slower.out().startsWith("slower: B takes 1."), slower.out());
        assertTrue(slower.err().startsWith("quietline: slower: B takes 1."), slower.err());
        assertTrue(slower.out().matches("(?s).*java +17 +25\\R.*"), slower.out());
        Run faster = Run.of("profile", "diff", b.toString(), a.toString(), "--fail-slower");
        assertEquals(0, faster.exitCode());
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
        Run.of("profile", "diff", a.toString(), none.toString()).fails(1, none + ": no such file");
    }

    /** Compares a report with itself in which something is replaced. */
    private void assertRefused(String regex, String replacement, String trouble)
            throws IOException {
        Path a = folder.resolve("a.json");
        Path b = folder.resolve("b.json");
        Files.writeString(b, Files.readString(a).replaceFirst(regex, replacement));
        Run.of("profile", "diff", a.toString(), b.toString()).fails(1, b + ": " + trouble);
    }

    private Path report(String name, double factor, String java) throws IOException {
        String medians =
                Arrays.stream(new int[50])
                        .mapToObj(i -> Long.toString(Math.round(20_000 * factor)))
                        .collect(Collectors.joining(","));
        String text =
                """
                {"format": "quietline-profile-2", "mode": "engine", "warmed_up": true,
                 "environment": {"java": "%s"}, "metrics": {"p50_ns": %d, "max_ns": null},
                 "batch_medians_ns": [%s]}
                """
                        .formatted(java, Math.round(20_000 * factor), medians);
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void writesAReportThatDiffReads() throws IOException {
        Path json = folder.resolve("r.json");
        Path html = folder.resolve("r.html");
        Run run =
                Run.of(
                        "profile",
                        "paced",
                        "--duration=200ms",
                        "--warmup=20ms",
                        "--json=" + json,
                        "--html=" + html);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(Files.readString(html).contains("</html>"));
        // Whether so short a run is warmed up depends on the machine.
        Files.writeString(
                json,
                Files.readString(json).replaceFirst("\"warmed_up\": false", "\"warmed_up\": true"));
        Run diff = Run.of("profile", "diff", json.toString(), json.toString());
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
        List<String> told =
                Child.told(
                        List.of("-Xmx48m"),
                        "profile",
                        "streams",
                        "--streams=100000",
                        "--warmup=1ms");
        String last = told.get(told.size() - 1);
        assertTrue(
                last.matches(
                        "quietline: not enough memory for 100,000 streams, only for about [0-9,]+;"
                                + " QUIETLINE_JAVA_OPTS=-Xmx8g gives them 8 GB"),
                String.join("\n", told));
    }

    @Test
    void exitsWithTwoForAWrongCommandLine() {
        Path a = folder.resolve("a");
        Run.of("profile", "engine", "--json=" + a, "--hdr=" + folder.resolve("./x/../a"))
                .fails(
                        2,
                        "two reports cannot be written into one file;"
                                + " see 'quietline profile engine --help'");
        Run.of("profile", "engine", "--html=-")
                .fails(
                        2,
                        "only --json can be written on stdout; see 'quietline profile engine --help'");
        Run.of("profile", "streams", "--streams=0")
                .fails(
                        2,
                        "--streams must be between 1 and 1,048,576, got 0;"
                                + " see 'quietline profile streams --help'");
        Run.of("profile", "streams", "--hdr=" + folder.resolve("x.hgrm"))
                .fails(
                        2,
                        "--hdr: this mode has no single distribution;"
                                + " see 'quietline profile streams --help'");
    }
}
