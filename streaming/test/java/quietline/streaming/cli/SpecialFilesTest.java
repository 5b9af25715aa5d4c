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
import java.util.ArrayList;
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
    void refusesWhatIsNoReportAtOnce() throws Exception {
        String expected = ", expected a profile report";
        diff("/dev/zero").fails(1, "/dev/zero: is a device" + expected);
        diff(folder).fails(1, folder + ": is a folder" + expected);
        Path pipe = pipe();
        diff(pipe).fails(1, pipe + ": is a named pipe" + expected);
        Path huge = folder.resolve("huge");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        diff(huge).failsBeginning(huge + ": is larger than ");
        Run.of("weights", "inspect", huge).failsBeginning(huge + ": expected a weights file of");
        Run.of("enhance", huge).failsBeginning(huge + ": unknown format");
    }

    private static Run diff(Object report) {
        return Run.of("profile", "diff", report, report);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/null", "/dev/urandom"})
    void refusesDevices(String device) {
        String trouble = device + ": is a device, expected a ";
        Run.of("enhance", device, "-o", folder.resolve("x.wav")).fails(1, trouble + "recording");
        Run.of("enhance", "--raw", "s16le:16000:1", device, "-o", folder.resolve("x.wav"))
                .fails(1, trouble + "file of raw samples");
        Run.of("compare", device, in).fails(1, trouble + "recording");
        Run.of("plot", device, "-o", folder.resolve("x.png")).fails(1, trouble + "recording");
        Run.of("weights", "inspect", device)
                .fails(1, device + ": expected a file, found a folder or device");
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
    void writesNamedPipe() throws Exception {
        Path pipe = pipe();
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
        Run.of("enhance", in, "-o", "/dev/full").fails(1, "/dev/full: No space left on device");
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
        Run.of("enhance", in, "--plot", "-o", "/dev/null")
                .failsWithHelp("help enhance", "--plot needs an output file, not stdout or a pipe");
        Run.of("plot", in, "-o", "/dev/full").fails(1, "/dev/full: No space left on device");
        Run.of("weights", "convert", in, "/dev/null")
                .fails(1, "/dev/null: is not a regular file and cannot be replaced");
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
        Run run = bash(command, in, out);
        assertEquals(0, run.exitCode(), run.err());
        assertArrayEquals(expected(), samples(out));
    }

    @Test
    void refusesTwoRecordingsOnStdout() throws Exception {
        Run run = bash("enhance <(cat $1) <(cat $1)", in);
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("stdout can take only one recording, got several"));
    }

    @Test
    void replacesNoFileByStdinWithoutForce() throws Exception {
        Run run = bash("enhance - <$1 -o $2", in, in);
        assertEquals(
                "quietline: " + in + ": already exists; use --force to replace it\n", run.err());
    }

    @Test
    void printsPicture() throws Exception {
        Path png = folder.resolve("x.png");
        Run run = bash("plot $1 -o - >$2", in, png);
        assertEquals(0, run.exitCode(), run.err());
        byte[] start = Arrays.copyOf(Files.readAllBytes(png), 4);
        assertEquals("\u0089PNG", new String(start, StandardCharsets.ISO_8859_1));
    }

    /** Runs a command of the program in a shell. */
    private static Run bash(String command, Path... files) throws Exception {
        // The function q is the program.
        String script = "set -o pipefail; q() { \"${program[@]}\" \"$@\"; }; q " + command;
        List<String> program = Child.of(List.of("-XX:+UseSerialGC")).command();
        List<String> line = new ArrayList<>(List.of("bash", "-c"));
        line.add("n=$1; program=(\"${@:2:n}\"); shift $((n + 1)); " + script);
        line.add("bash");
        line.add("" + program.size());
        line.addAll(program);
        Arrays.stream(files).map(Path::toString).forEach(line::add);
        Process process =
                new ProcessBuilder(line).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String err = new String(process.getErrorStream().readAllBytes());
        return new Run(process.waitFor(), "", err);
    }

    private Path pipe() throws Exception {
        Path pipe = folder.resolve("pipe");
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
