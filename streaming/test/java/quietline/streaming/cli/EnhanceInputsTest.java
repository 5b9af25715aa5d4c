package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.Samples;
import quietline.streaming.io.WavBytes;
import quietline.streaming.io.WavReader;

/** Which files {@code enhance} reads, which part of them, and how it names its outputs. */
class EnhanceInputsTest {

    private static final int RATE = 8000;

    @TempDir private Path temp;
    private Path in;
    private Path out;

    @BeforeEach
    void layOut() throws IOException {
        in = Files.createDirectories(temp.resolve("in"));
        out = temp.resolve("out");
        for (String name : List.of("a.wav", "b.wav", "deep/c.wav", ".hidden/d.wav")) {
            Path file = in.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, WavBytes.pcm16(1, RATE, Noise.shorts(1, 3 * RATE)));
        }
    }

    private static float[] samples(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            return Samples.readAll(reader);
        }
    }

    @Test
    void readsNamesFromList() throws IOException {
        Path list = temp.resolve("list");
        Files.writeString(list, "%1$s/a.wav\r\n\n%1$s/deep\n%1$s/a.wav\n".formatted(in));
        Path hidden = in.resolve(".hidden/d.wav");
        Run run = Run.of("enhance", "--files-from", list, hidden, "-o", out).succeeds();
        assertEquals(List.of("a.wav", "c.wav", "d.wav"), FileNames.in(out));
        assertTrue(run.err().contains("a.wav: named twice, done once"), run.err());
    }

    /** As PowerShell and the editors of Windows write text. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsListsThatBeginWithByteOrderMark(String charset) throws IOException {
        String name = "\ufeff" + in.resolve("a.wav") + "\r\n";
        Path list = Files.write(temp.resolve("list"), name.getBytes(charset));
        assertEquals(new Run(0, "", ""), Run.of("enhance", "-q", "--files-from", list));
        assertTrue(Files.exists(in.resolve("a.enhanced.wav")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsNamesFromPipe() throws Exception {
        Files.move(in.resolve("b.wav"), in.resolve("b\nb.wav"));
        String find = "find $1 -name '*.wav' -print0";
        Run run = Child.bash(find + " | quietline enhance -q --files-from - -0 -o $2", in, out);
        assertEquals(new Run(0, "", ""), run);
        assertEquals(List.of("a.wav", "b\nb.wav", "c.wav", "d.wav"), FileNames.in(out));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    1,    0:01,   8000, 16000
                    1.5s, 99h,   12000, 24000
                    0,    500ms,     0,  4000
                    2999ms, 1,   23992, 24000
                    1,   0.00001, 8000,  8001
                    """)
    void enhancesPart(String start, String duration, int from, int to) throws IOException {
        Path file = in.resolve("a.wav");
        Path part = temp.resolve("part.wav");
        Object[] command = {"enhance", file, "-o", part, "--start", start, "--duration", duration};
        Run.of(command).succeeds();
        Path cut = temp.resolve("cut.wav");
        short[] samples = Arrays.copyOfRange(Noise.shorts(1, 3 * RATE), from, to);
        Files.write(cut, WavBytes.pcm16(1, RATE, samples));
        Path expected = temp.resolve("expected.wav");
        Run.of("enhance", cut, "-o", expected).succeeds();
        assertArrayEquals(samples(expected), samples(part));
        Run.of(command).fails(1, part + ": already exists; use --force to replace it");
        Run again = Run.of("enhance", "--resume", "--start", start, file, "-o", part).succeeds();
        assertTrue(again.err().contains("real time"), again.err());
    }

    @Test
    void dropsCuesFromPart() throws IOException {
        WavBytes wav = new WavBytes().chunk("fmt ", WavBytes.fmt(1, 1, RATE, 16));
        wav.chunk("cue ", new byte[4]).chunk("data", new byte[4 * RATE]);
        Path file = Files.write(temp.resolve("cues.wav"), wav.riff());
        Path whole = temp.resolve("whole.wav");
        Path part = temp.resolve("part.wav");
        Run.of("enhance", file, "-o", whole).succeeds();
        Run.of("enhance", file, "-o", part, "--start=1").succeeds();
        assertTrue(hasCues(whole));
        assertFalse(hasCues(part));
    }

    private static boolean hasCues(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            Samples.readAll(reader);
            return reader.metadata().stream().anyMatch(chunk -> chunk.id().equals("cue "));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void endsWithPartThoughPipeGoesOn() throws Exception {
        String command = "quietline enhance -q - --duration 2s -o $2 < <(cat $1; exec sleep 100)";
        Run run = Child.bash(command + "; code=$?; kill $!; exit $code", in.resolve("a.wav"), out);
        assertEquals(new Run(0, "", ""), run);
        assertEquals(2 * RATE, samples(out).length);
    }

    /** As of a variable of a script that is not set; not the folder in which it runs. */
    @Test
    void refusesEmptyNames() {
        String trouble = "'' cannot be the name of a file here; see 'quietline help enhance'";
        Run.of("enhance", "").fails(2, trouble);
        Run.of("enhance", in, "").fails(2, trouble);
    }

    @Test
    void refusesPartBeyondEnd() {
        Path file = in.resolve("a.wav");
        Run.of("enhance", "--start=3.5", file, "-o", temp.resolve("x.wav"))
                .fails(1, file + ": lasts only 3.000 s, but --start is 3.500 s");
    }

    @Test
    void addsSuffix() throws IOException {
        Run.of("enhance", "-q", "--suffix", "-clean", in).succeeds();
        List<String> once = FileNames.in(in);
        assertTrue(once.containsAll(List.of("a-clean.wav", "deep/c-clean.wav")), once.toString());
        Run.of("enhance", "-qf", "--suffix=-clean", in).succeeds();
        assertEquals(once, FileNames.in(in));
        Run.of("enhance", "-q", "--suffix=.2", in, "-o", out).succeeds();
        assertEquals(List.of("a.2.wav", "b.2.wav", "deep/c.2.wav"), FileNames.in(out));
        Path alone = temp.resolve("alone.wav");
        Run.of("enhance", "-q", "--suffix=.2", in.resolve("a.wav"), "-o", alone).succeeds();
        assertTrue(Files.exists(alone));
    }
}
