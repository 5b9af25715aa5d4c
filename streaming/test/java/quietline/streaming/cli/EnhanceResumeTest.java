package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.WavBytes;

/** What {@code enhance --resume} does again, skips and refuses. Recordings are read by content. */
class EnhanceResumeTest {

    @TempDir private Path temp;
    private Path in;
    private Path out;
    private Path talk;

    @BeforeEach
    void layOut() throws IOException {
        in = Files.createDirectories(temp.resolve("in"));
        out = temp.resolve("out");
        talk = sound("talk.wav", 1);
    }

    /** Older than every output. */
    private Path sound(String name, int seed) throws IOException {
        Path file = Files.write(in.resolve(name), WavBytes.pcm16(Noise.shorts(seed, 700)));
        return Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    }

    /** Resumes, and asserts how many recordings were enhanced and skipped. */
    private void resume(int done, int skipped, Object... options) {
        Run run = run(options).succeeds();
        String counts = "%d done, %d skipped, 0 failed".formatted(done, skipped);
        assertTrue(run.err().contains(counts), run.err());
    }

    private Run run(Object... options) {
        Stream<Object> command = Stream.of("enhance", in, "-o", out, "--resume");
        return Run.of(Stream.concat(command, Arrays.stream(options)).toArray());
    }

    @Test
    void skipsWhatIsDone() throws IOException {
        sound("second.wav", 2);
        resume(2, 0);
        Files.delete(out.resolve("talk.wav"));
        Path kept = out.resolve("second.wav");
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(kept, old);
        resume(1, 1);
        assertEquals(old, Files.getLastModifiedTime(kept));
        resume(0, 2);
    }

    @Test
    void tellsWhatItSkipsInOneLine() throws IOException {
        resume(1, 0);
        String one = out.resolve("talk.wav") + ": skipped, made earlier with the same settings";
        assertEquals(List.of(one), run().err().lines().limit(1).toList());
        sound("second.wav", 2);
        resume(1, 1);
        String two = "2 outputs skipped, made earlier with the same settings";
        assertEquals(List.of(two, "0 done, 2 skipped, 0 failed"), run().err().lines().toList());
        assertEquals(new Run(0, "", two + System.lineSeparator()), run("--dry-run"));
        assertEquals(new Run(0, "", ""), run("--quiet"));
    }

    /** A process can be killed after it renamed its last output. */
    @Test
    void removesStaleFileThoughAllIsDone() throws IOException {
        resume(1, 0);
        String stale = ".quietline-%s.part".formatted("0123456789abcdef".repeat(2));
        Files.createLink(out.resolve(stale), out.resolve("talk.wav"));
        run("--dry-run").succeeds();
        assertTrue(Files.exists(out.resolve(stale)));
        resume(0, 1);
        assertEquals(List.of("talk.wav"), FileNames.in(out));
    }

    @Test
    void repeatsForChangedInputOrSettings() throws IOException {
        resume(1, 0);
        byte[] first = Files.readAllBytes(out.resolve("talk.wav"));
        resume(1, 0, "--strength", "0.5");
        resume(0, 1, "--strength", "0.5");
        resume(1, 0);
        assertArrayEquals(first, Files.readAllBytes(out.resolve("talk.wav")));
        sound("talk.wav", 2);
        Files.setLastModifiedTime(talk, FileTime.fromMillis(900_000_000_000L));
        resume(1, 0);
        assertFalse(Arrays.equals(first, Files.readAllBytes(out.resolve("talk.wav"))));
        resume(0, 1, "--weights", Path.of("..", "weights", "quietline-best.safetensors"));
    }

    @Test
    void enhancesBothRecordingsOfOneName() throws IOException {
        Path other = in.resolve("talk.aiff");
        Files.move(talk, other);
        resume(1, 0);
        byte[] alone = Files.readAllBytes(out.resolve("talk.wav"));
        sound("talk.wav", 2);
        resume(2, 0);
        assertEquals(List.of("talk.aiff.wav", "talk.wav"), FileNames.in(out));
        assertArrayEquals(alone, Files.readAllBytes(out.resolve("talk.aiff.wav")));
        assertFalse(Arrays.equals(alone, Files.readAllBytes(out.resolve("talk.wav"))));
        resume(0, 2);
    }

    @Test
    void refusesToReplaceWhatWasMadeFromAnotherRecording() throws IOException {
        Path other = sound("talk.aiff", 2);
        Files.createDirectory(out);
        Run.of("enhance", other, "-o", out).succeeds();
        byte[] before = Files.readAllBytes(out.resolve("talk.wav"));
        String refusal =
                "%s: was not made from %s; use --force to replace it"
                        .formatted(out.resolve("talk.wav"), talk);
        Run.of("enhance", talk, "-o", out, "--resume").fails(1, refusal);
        assertArrayEquals(before, Files.readAllBytes(out.resolve("talk.wav")));
        Run.of("enhance", talk, "-o", out, "--resume", "--force").succeeds();
        assertFalse(Arrays.equals(before, Files.readAllBytes(out.resolve("talk.wav"))));
    }

    @Test
    void refusesToReplaceFilesOfOthers() throws IOException {
        Files.createDirectory(out);
        Path foreign = Files.writeString(out.resolve("talk.wav"), "somebody else's");
        Run run = run();
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains(foreign + ": was not made from " + talk), run.err());
        assertEquals("somebody else's", Files.readString(foreign));
        Path report = Files.writeString(temp.resolve("report.json"), "{}");
        run("--force", "--report", report).succeeds();
        Files.writeString(report, "{}");
        run("--report", report).fails(1, report + ": already exists; use --force to replace it");
    }

    @Test
    void replacesItsOwnReport() {
        Path report = temp.resolve("report.json");
        resume(1, 0, "--report", report);
        resume(0, 1, "--report", report);
    }

    @Test
    void needsEveryOutput() throws IOException {
        Object[] all = {"--plot", "--removed", temp.resolve("rest")};
        resume(1, 0, all);
        resume(0, 1, all);
        resume(0, 1);
        Path picture = out.resolve("talk.png");
        for (Path output : List.of(picture, temp.resolve("rest/talk.wav"))) {
            Files.delete(output);
            resume(1, 0, all);
            resume(0, 1, all);
        }
        assertEquals(1600, ImageIO.read(picture.toFile()).getWidth());
        Files.move(temp.resolve("rest/talk.wav"), picture, StandardCopyOption.REPLACE_EXISTING);
        resume(1, 0, all);
    }

    @Test
    void recordsLastInputOnly() throws IOException {
        Path once = temp.resolve("once.wav");
        Path twice = temp.resolve("twice.wav");
        Run.of("enhance", talk, "-o", once).succeeds();
        Run.of("enhance", once, "-o", twice).succeeds();
        String text = Files.readString(twice, StandardCharsets.ISO_8859_1);
        assertEquals(text.indexOf("quietline origin"), text.lastIndexOf("quietline origin"));
        Run again = Run.of("enhance", once, "-o", twice, "--resume").succeeds();
        assertTrue(again.err().contains("skipped"), again.err());
    }

    @Test
    void findsNoInputsAmongOutputsInTheSameFolder() throws IOException {
        Files.move(talk, in.resolve("talk.aiff"));
        out = in;
        resume(1, 0);
        resume(0, 1);
        assertEquals(List.of("talk.aiff", "talk.wav"), FileNames.in(in));
    }

    @Test
    void findsNoInputsAmongOutputsOfOutputs() throws IOException {
        resume(1, 0);
        for (String done : List.of("1 done, 0 skipped", "0 done, 1 skipped", "0 done, 1 skipped")) {
            Run run = Run.of("enhance", out, "--suffix=-2", "--resume").succeeds();
            assertTrue(run.err().contains(done), run.err());
            assertEquals(List.of("talk-2.wav", "talk.wav"), FileNames.in(out));
        }
    }
}
