package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.Enhancer;
import quietline.EnhancerStream;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.Samples;
import quietline.streaming.io.WavBytes;

class EnhanceCommandTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 257, 4096, 20_001})
    void writesSameSamplesAsLibrary(int length) throws IOException {
        short[] noise = Noise.shorts(length, length);
        Path in = file("noisy.wav", WavBytes.pcm16(noise));
        Path out = folder.resolve("clean.wav");

        Run run = Run.of("enhance", in, "-o", out).succeeds();
        assertEquals("", run.out());
        assertTrue(run.err().matches(".*clean\\.wav: [\\d.]+ s of audio .*\\R"), run.err());
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = noise[i] / 32768f;
        }
        assertArrayEquals(
                new EnhancerStream(Enhancer.create()).enhance(samples),
                Samples.readAll(out),
                1.01f / 65536);
        assertEquals(List.of("clean.wav", "noisy.wav"), FileNames.in(folder));
    }

    @Test
    void refusesInvalidStrength() throws IOException {
        Path in = noisy();
        String line = "--strength must be between 0 and 1 or 0% and 100%, got ";
        for (String wrong : List.of("'80': did you mean 80%?", "'-1'", "'loud'", "'NaN'")) {
            Run.of("enhance", in, "--strength=" + wrong.split("'")[1])
                    .failsWithHelp("help enhance", line + wrong);
        }
        assertEquals(List.of("noisy.wav"), FileNames.in(folder));
    }

    @Test
    void replacesOutputsOnlyIfForcedAndNeverInputs() throws IOException {
        Path in = noisy();
        Path out = file("clean.wav", new byte[] {1});
        Run.of("enhance", in, "-o", out)
                .fails(1, out + ": already exists; use --force to replace it");
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(out));
        Run.of("enhance", "-f", in, "-o", out).succeeds();
        assertEquals(100, Samples.readAll(out).length);
        Path same = folder.resolve(".").resolve("noisy.wav");
        Run.of("enhance", "--force", in, "-o", same).fails(1, same + Run.SAME_FILE);
    }

    @Test
    void refusesBadInputsAndWritesNothing() throws IOException {
        refuses("none.wav", null, "no such file");
        refuses(
                "cut.wav",
                "RIFF".getBytes(),
                "is not a WAV file: begins with \"RIFF....\", expected \"RIFF....WAVE\"");
        refuses(
                "fast.wav",
                WavBytes.pcm16(1, 384_000, Noise.shorts(10, 10)),
                "has a sample rate of 384000 Hz, expected 8000 to 192000");
        refuses(
                "short.wav",
                Arrays.copyOf(WavBytes.pcm16(Noise.shorts(10, 10)), 30),
                "its fmt chunk has 10 bytes, expected 16 or more");
    }

    private void refuses(String name, byte[] contents, String trouble) throws IOException {
        Path in = folder.resolve(name);
        if (contents != null) {
            Files.write(in, contents);
        }
        List<String> before = FileNames.in(folder);
        Run.of("enhance", in).fails(1, in + ": " + trouble);
        assertEquals(before, FileNames.in(folder));
    }

    @Test
    void enhancesTruncatedAudioWithWarning() throws IOException {
        byte[] whole = WavBytes.pcm16(Noise.shorts(16_000, 16_000));
        Path in = file("cut.wav", Arrays.copyOf(whole, 44 + 16_001));
        Run run = Run.of("enhance", "-q", in).succeeds();
        assertTrue(run.err().contains("cut.wav: truncated: has 0.50 s"), run.err());
        assertEquals(8_000, Samples.readAll(folder.resolve("cut.enhanced.wav")).length);
    }

    @Test
    void refusesImpossibleOutputs() throws IOException {
        Path in = noisy();
        Path absent = folder.resolve("absent");
        Path out = absent.resolve("x.wav");
        Run.of("enhance", in, "-o", out).fails(1, out + ": no such folder: " + absent);
        Run.of("enhance", in, "-fo", folder).fails(1, folder.resolve("noisy.wav") + Run.SAME_FILE);
        assertEquals(List.of("noisy.wav"), FileNames.in(folder));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void namesFolderWithoutPermission() throws IOException {
        Path in = noisy();
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assertTrue(closed.toFile().setWritable(false));
        assumeFalse(Files.isWritable(closed), "the superuser may write anywhere");
        Path out = closed.resolve("x.wav");
        Run.of("enhance", in, "-o", out).fails(1, out + ": permission denied");
    }

    @Test
    void refusesInvalidWeights() throws IOException {
        Path in = noisy();
        Run.of("enhance", in, "--weights", in).failsBeginning(in.toString());
        assertEquals(List.of("noisy.wav"), FileNames.in(folder));
    }

    private Path noisy() throws IOException {
        return file("noisy.wav", WavBytes.pcm16(Noise.shorts(100, 100)));
    }

    private Path file(String name, byte[] contents) throws IOException {
        return Files.write(folder.resolve(name), contents);
    }
}
