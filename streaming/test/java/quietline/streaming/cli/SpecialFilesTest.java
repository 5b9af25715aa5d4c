package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.Samples;
import quietline.streaming.io.WavBytes;

/** Pipes, devices, folders and huge files in the place of files. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpecialFilesTest {

    private static final int SAMPLES = 8000;

    @TempDir private Path folder;
    private Path in;

    @BeforeEach
    void writeSound() throws IOException {
        byte[] wav = WavBytes.pcm16(Noise.shorts(1, SAMPLES));
        in = Files.write(folder.resolve("in.wav"), wav);
    }

    @Test
    void refusesPipesAndHugeFilesAtOnce() throws Exception {
        Path pipe = pipe();
        Run.of("profile", "diff", pipe, pipe)
                .fails(1, pipe + ": is a named pipe, expected a profile report");
        Path huge = folder.resolve("huge");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        Run run = Run.of("enhance", huge);
        assertTrue(run.err().startsWith("quietline: " + huge + ": unknown format"), run.err());
    }

    @Test
    void readsNamedPipe() throws Exception {
        Path pipe = pipe();
        Process writer = new ProcessBuilder("cp", in.toString(), pipe.toString()).start();
        Path out = folder.resolve("out.wav");
        Run.of("enhance", pipe, "-o", out).succeeds();
        assertEquals(0, writer.waitFor());
        assertArrayEquals(expected(), samples(out));
    }

    @Test
    void readsNamedPipeBesideFolder() throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Path out = folder.resolve("out");
        Path pipe = pipe();
        Files.copy(in, tree.resolve("a.wav"));
        Run run = Child.bash("cp $1 $2 & quietline enhance -q $2 $3 -o $4", in, pipe, tree, out);
        assertEquals(new Run(0, "", ""), run);
        assertEquals(List.of("a.wav", "pipe.wav"), FileNames.in(out));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "pipe.raw", "pipe.xyz"})
    void writesNamedPipe(String name) throws Exception {
        Path pipe = pipe(name);
        Path out = folder.resolve("out.wav");
        Process reader =
                new ProcessBuilder("cat", pipe.toString()).redirectOutput(out.toFile()).start();
        Run.of("enhance", in, "-o", pipe).succeeds();
        assertEquals(0, reader.waitFor());
        assertArrayEquals(expected(), samples(out));
        assertFalse(Files.isRegularFile(pipe));
    }

    @Test
    void writesToDeviceAndLeavesItInPlace() {
        Run.of("enhance", in, "-o", "/dev/null", "--resume").succeeds();
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
        Run.of("enhance", in, "--plot", "-o", "/dev/null")
                .fails(
                        2,
                        "--plot needs an output file, not stdout or a pipe; see 'quietline help"
                                + " enhance'");
    }

    /** As users of ffmpeg and sox write it; $1 is the input, $2 the output. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "enhance <(cat $1) >$2",
                "enhance <(cat $1) -o $2",
                "enhance $1 -o /dev/stdout | cat >$2",
                "enhance $1 -o /dev/stdout >$2",
                "enhance /dev/stdin <$1 >$2",
                "enhance $1 -o >(cat >$2.new; mv $2.new $2); until [ -e $2 ]; do sleep .1; done",
                "enhance $1 -o $2 --removed >(cat >/dev/null)",
                "enhance $1 -o $2 --report /dev/stdout | grep -q '\"done\": 1'",
            })
    void worksWithProcessSubstitution(String command) throws Exception {
        Path out = folder.resolve("out.wav");
        Run run = Child.bash("quietline " + command, in, out);
        assertEquals(0, run.exitCode(), run.err());
        assertArrayEquals(expected(), samples(out));
    }

    @Test
    void refusesTwoRecordingsOnStdout() throws Exception {
        Run run = Child.bash("quietline enhance <(cat $1) <(cat $1)", in);
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("stdout can take only one recording, got several"));
    }

    @Test
    void printsPicture() throws Exception {
        Path png = folder.resolve("x.png");
        Run run = Child.bash("quietline plot $1 -o - >$2", in, png);
        assertEquals(0, run.exitCode(), run.err());
        byte[] start = Arrays.copyOf(Files.readAllBytes(png), 4);
        assertEquals("\u0089PNG", new String(start, StandardCharsets.ISO_8859_1));
    }

    private Path pipe() throws Exception {
        return pipe("pipe");
    }

    private Path pipe(String name) throws Exception {
        Path pipe = folder.resolve(name);
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        return pipe;
    }

    private float[] expected() throws IOException {
        Path out = folder.resolve("expected.wav");
        Run.of("enhance", in, "-o", out).succeeds();
        return samples(out);
    }

    private static float[] samples(Path wav) throws IOException {
        float[] samples = Samples.readAll(wav);
        assertEquals(SAMPLES, samples.length);
        return samples;
    }
}
