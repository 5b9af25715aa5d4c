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
    void replacesOutputIfForced() throws IOException {
        Path out = file("clean.wav", new byte[] {1});
        Run.of("enhance", "-f", noisy(), "-o", out).succeeds();
        assertEquals(100, Samples.readAll(out).length);
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
    @DisabledOnOs(OS.WINDOWS)
    void namesFolderWithoutPermission() throws IOException {
        Path in = noisy();
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assertTrue(closed.toFile().setWritable(false));
        assumeFalse(Files.isWritable(closed), "the superuser may write anywhere");
        Path out = closed.resolve("x.wav");
        Run.of("enhance", in, "-o", out).fails(1, out + ": permission denied");
    }

    private Path noisy() throws IOException {
        return file("noisy.wav", WavBytes.pcm16(Noise.shorts(100, 100)));
    }

    private Path file(String name, byte[] contents) throws IOException {
        return Files.write(folder.resolve(name), contents);
    }
}
