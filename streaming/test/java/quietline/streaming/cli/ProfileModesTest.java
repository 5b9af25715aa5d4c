package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.weights.Json;

/** The modes that compare, multiply, or start anew. */
@Timeout(300)
class ProfileModesTest {

    @TempDir private Path folder;

    @Test
    void diffSaysWhetherAndWhatElseIsNotTheSame() throws IOException {
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
        Map<?, ?> json =
                (Map<?, ?>)
                        Json.parse(
                                Run.of("profile", "diff", "--json", b.toString(), a.toString())
                                        .out());
        assertEquals("faster", json.get("verdict"));
    }

    @Test
    void whatCannotBeComparedIsNamed() throws IOException {
        Path a = report("a.json", 1, "17");
        Path other = folder.resolve("other.json");
        Files.writeString(other, Files.readString(a).replace("\"engine\"", "\"paced\""));
        Run.of("profile", "diff", a.toString(), other.toString())
                .fails(1, other + ": is of the mode paced, expected engine as " + a + " is");
        Path hopless = folder.resolve("hopless.json");
        Files.writeString(
                hopless, Files.readString(a).replaceAll("(?s)\"starts\".*", "\"starts\": []}"));
        Run.of("profile", "diff", hopless.toString(), a.toString())
                .fails(1, hopless + ": is of the mode engine, which has no hops to compare by");
        Path none = folder.resolve("none.json");
        Run.of("profile", "diff", a.toString(), none.toString()).fails(1, none + ": no such file");
        Path text = Files.writeString(folder.resolve("text.json"), "{\"a\": 1}");
        Run.of("profile", "diff", a.toString(), text.toString())
                .fails(1, text + ": is no report that 'profile --json' wrote");
        for (String medians : new String[] {"0, 0, 0, 0, 0, 0", "1.5", "\"x\""}) {
            Path damaged = folder.resolve("damaged.json");
            Files.writeString(
                    damaged,
                    Files.readString(a).replaceAll("\\[[0-9,\\s]+\\]", "[" + medians + "]"));
            Run.of("profile", "diff", a.toString(), damaged.toString())
                    .fails(1, damaged + ": is a damaged report");
        }
        Path empty = folder.resolve("empty.json");
        Files.writeString(empty, Files.readString(a).replaceAll("\\[[0-9,\\s]+\\]", "[]"));
        Run.of("profile", "diff", empty.toString(), empty.toString())
                .fails(1, empty + ": is of the mode engine, which has no hops to compare by");
        Path brief = folder.resolve("brief.json");
        Files.writeString(brief, Files.readString(a).replaceAll("\\[[0-9,\\s]+\\]", "[1, 2]"));
        Run.of("profile", "diff", a.toString(), brief.toString())
                .fails(
                        1,
                        brief
                                + ": has 2 batches of hops to compare by, expected 5 at least:"
                                + " measure longer");
    }

    private Path report(String name, double factor, String java) throws IOException {
        String medians =
                Arrays.stream(new int[50])
                        .mapToObj(i -> Long.toString(Math.round(20_000 * factor)))
                        .collect(Collectors.joining(","));
        String text =
                """
                {"format": "quietline-profile-1", "mode": "engine",
                 "environment": {"java": "%s"}, "metrics": {"p50_ns": %d, "max_ns": null},
                 "starts": [{"batch_medians_ns": [%s]}]}
                """
                        .formatted(java, Math.round(20_000 * factor), medians);
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aWholeReportComparesWithItself() throws IOException {
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
        Run diff = Run.of("profile", "diff", json.toString(), json.toString());
        assertEquals("", diff.err());
        assertTrue(diff.out().startsWith("no difference shown"), diff.out());
    }

    @Test
    void streamsOfAGivenNumber() {
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
    void tooManyStreamsForTheMemoryAreOneLine() throws Exception {
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
    void whatIsMistypedIsTwo() {
        Run.of("profile", "engine", "--no-stages", "--fail-above=stage-timing=5%")
                .fails(
                        2,
                        "--fail-above: this mode has no 'stage-timing', only max, mean, p50, p90,"
                                + " p99, p99.9, bytes-per-hop;"
                                + " see 'quietline profile engine --help'");
        Path a = folder.resolve("a");
        Run.of("profile", "engine", "--json=" + a, "--hdr=" + folder.resolve("./x/../a"))
                .fails(
                        2,
                        "two reports cannot go into the same file;"
                                + " see 'quietline profile engine --help'");
        Run.of("profile", "engine", "--html=-")
                .fails(2, "only --json writes on stdout; see 'quietline profile engine --help'");
        Run.of("profile", "streams", "--streams=0")
                .fails(
                        2,
                        "--streams: expected 1 to 1,048,576;"
                                + " see 'quietline profile streams --help'");
        Run.of("profile", "streams", "--hdr=" + folder.resolve("x.hgrm"))
                .fails(
                        2,
                        "--hdr: this mode has no single distribution;"
                                + " see 'quietline profile streams --help'");
    }
}
