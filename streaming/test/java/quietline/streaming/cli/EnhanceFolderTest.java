package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.WavBytes;

/** Enhances several recordings in one command. */
class EnhanceFolderTest {

    @TempDir private Path temp;
    private Path in;
    private Path out;

    @BeforeEach
    void layOut() throws IOException {
        in = Files.createDirectories(temp.resolve("in"));
        out = temp.resolve("out");
        sound("a.wav", 1000);
        sound("deep/er/b.WAV", 2000);
        sound("deep/c.wav", 3000);
        Files.writeString(in.resolve("deep/notes.txt"), "not sound");
    }

    private Path sound(String name, int seed) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, WavBytes.pcm16(Noise.shorts(seed, 700)));
    }

    @Test
    void keepsTreeOfFolder() throws IOException {
        Run run = Run.of("enhance", in, "-o", out).succeeds();
        assertEquals(List.of("a.wav", "deep/c.wav", "deep/er/b.WAV"), FileNames.in(out));
        Path alone = temp.resolve("alone.wav");
        Run.of("enhance", in.resolve("deep/c.wav"), "-o", alone);
        assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(out.resolve("deep/c.wav")));
        List<String> lines = run.err().lines().toList();
        assertEquals(4, lines.size(), run.err());
        assertTrue(
                lines.get(3).startsWith("3 done, 0 skipped, 0 failed: 0.13 s of audio in "),
                run.err());
    }

    @Test
    void givesSameBytesForAnyNumberOfJobs() throws IOException {
        for (String jobs : List.of("1", "3", "8")) {
            Path folder = temp.resolve("jobs" + jobs);
            Run run = Run.of("enhance", "-q", "-j", jobs, in, "-o", folder + "/");
            assertEquals(new Run(0, "", ""), run);
            assertEquals(List.of("a.wav", "deep/c.wav", "deep/er/b.WAV"), FileNames.in(folder));
            for (String name : FileNames.in(folder)) {
                assertArrayEquals(
                        Files.readAllBytes(temp.resolve("jobs1").resolve(name)),
                        Files.readAllBytes(folder.resolve(name)));
            }
        }
    }

    @Test
    void continuesAfterBadFile() throws IOException {
        Files.writeString(in.resolve("bad.wav"), "hello, world");
        Path none = in.resolve("none.wav");
        Run run = Run.of("enhance", in, none, "-o", out);
        assertEquals(1, run.exitCode());
        assertEquals(List.of("a.wav", "deep/c.wav", "deep/er/b.WAV"), FileNames.in(out));
        String missing = none + ": no such file";
        String bad = in.resolve("bad.wav") + ": unknown format";
        assertEquals(1, count(run.err(), "quietline: " + missing), run.err());
        assertEquals(1, count(run.err(), "quietline: " + bad), run.err());
        assertTrue(run.err().contains("3 done, 0 skipped, 2 failed"), run.err());
        assertEquals(1, count(run.err(), "  failed: " + missing), run.err());
        assertEquals(1, count(run.err(), "  failed: " + bad), run.err());
    }

    private static long count(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).count();
    }

    @Test
    void ignoresOwnOutputsBesideInputs() throws IOException {
        Run.of("enhance", "-q", in).succeeds();
        List<String> once = FileNames.in(in);
        assertTrue(once.contains("deep/er/b.enhanced.wav"), once.toString());
        Run.of("enhance", "-q", "-f", in).succeeds();
        assertEquals(once, FileNames.in(in));
    }

    @Test
    void skipsOutputFolderInInputFolderOnEveryRun() throws IOException {
        Path clean = in.resolve("deep/clean");
        Path rest = in.resolve("rest");
        List<String> expected = List.of("a.wav", "deep/c.wav", "deep/er/b.WAV");
        for (int i = 0; i < 3; i++) {
            Run.of("enhance", "-q", "-f", in, "-o", clean, "--removed", rest).succeeds();
            assertEquals(expected, FileNames.in(clean));
            assertEquals(expected, FileNames.in(rest));
        }
    }

    @Test
    void writesNothingInDryRun() throws IOException {
        Run run = Run.of("enhance", "--dry-run", in, "-o", out).succeeds();
        assertEquals("", run.err());
        assertEquals(
                List.of(
                        in.resolve("a.wav") + " -> " + out.resolve("a.wav"),
                        in.resolve("deep/c.wav") + " -> " + out.resolve("deep/c.wav"),
                        in.resolve("deep/er/b.WAV") + " -> " + out.resolve("deep/er/b.WAV")),
                run.out().lines().toList());
        assertFalse(Files.exists(out));
    }

    @Test
    void neverOverwritesAnotherInput() throws IOException {
        byte[] before = Files.readAllBytes(in.resolve("a.wav"));
        Path twin = in.resolve("sub/a.wav");
        Files.createDirectories(twin.getParent());
        Files.copy(in.resolve("deep/c.wav"), twin);
        Run run = Run.of("enhance", "-f", twin, in.resolve("a.wav"), "-o", in);
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("output is also an input"), run.err());
        assertTrue(run.err().contains("output and input are the same file"), run.err());
        assertArrayEquals(before, Files.readAllBytes(in.resolve("a.wav")));
    }

    @Test
    void refusesTwoInputsForOneOutput() throws IOException {
        Path first = in.resolve("a.wav");
        Path second = sound("deep/a.wav", 5);
        Run run = Run.of("enhance", first, second, "-o", out);
        assertEquals(1, run.exitCode());
        String line =
                "quietline: %s: has the same output %s as %s"
                        .formatted(second, out.resolve("a.wav"), first);
        assertTrue(run.err().contains(line), run.err());
        assertEquals(List.of("a.wav"), FileNames.in(out));
    }

    @Test
    void distinguishesSameNamesOfDifferentFormats() throws IOException {
        Files.copy(in.resolve("a.wav"), in.resolve("a.aiff"));
        Files.copy(in.resolve("a.wav"), in.resolve("z.flac"));
        Run run = Run.of("enhance", "-n", in, "-o", out);
        assertTrue(run.out().contains("a.aiff -> " + out.resolve("a.aiff.wav")), run.out());
        assertTrue(run.out().contains("a.wav -> " + out.resolve("a.wav")), run.out());
        assertTrue(run.out().contains("z.flac -> " + out.resolve("z.wav")), run.out());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesLinksOutOfOutputFolder() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.createDirectory(out);
        Files.createSymbolicLink(out.resolve("deep"), elsewhere);
        Path target = Files.write(elsewhere.resolve("target.wav"), new byte[] {1});
        Files.createSymbolicLink(out.resolve("a.wav"), target);
        sound("b.wav", 4);
        Files.createSymbolicLink(out.resolve("b.wav"), elsewhere.resolve("missing.wav"));
        Run run = Run.of("enhance", "-f", in, "-o", out);
        assertEquals(1, run.exitCode());
        assertEquals(4, count(run.err(), "quietline: " + out), run.err());
        assertTrue(run.err().contains("is a link to outside of " + out), run.err());
        assertEquals(List.of("target.wav"), FileNames.in(elsewhere));
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(target));
    }

    @Test
    void writesReportToStdout() throws IOException {
        Run run = Run.of("enhance", in, "-o", out, "--report", "-").succeeds();
        assertTrue(run.out().startsWith("{\n"), run.out());
        assertTrue(run.out().contains("\"done\": 3"), run.out());
        assertFalse(Files.exists(Path.of("-")));
    }

    @Test
    void reportsEveryFile() throws IOException {
        Files.writeString(in.resolve("bad.wav"), "hello, world");
        Path report = temp.resolve("report.json");
        Run.of("enhance", in, "-o", out, "--report", report);
        String text = Files.readString(report);
        for (String part :
                List.of(
                        "\"done\": 3",
                        "\"failed\": 1",
                        "\"reason\": ",
                        "\"sample_rate\": 16000",
                        "\"channels\": 1",
                        "\"noise_reduction_db\": ",
                        "\"snr_before_db\": ",
                        "\"saturated_samples\": 0",
                        "\"network\": \"UL-UNAS\"",
                        "\"sha256\": \"")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    @Test
    void drawsPicturesBesideOutputs() throws IOException {
        Run run = Run.of("enhance", "-q", "--plot", in, "-o", out);
        assertEquals(new Run(0, "", ""), run);
        BufferedImage picture = ImageIO.read(out.resolve("deep/c.png").toFile());
        Path alone = temp.resolve("alone.png");
        Run.of("plot", in.resolve("deep/c.wav"), out.resolve("deep/c.wav"), "-o", alone);
        BufferedImage expected = ImageIO.read(alone.toFile());
        assertEquals(expected.getWidth(), picture.getWidth());
        assertEquals(expected.getHeight(), picture.getHeight());
    }
}
