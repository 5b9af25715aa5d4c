package quietline.streaming.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.FullBandStream;
import quietline.streaming.io.WavFile;

class CleanFileTest {

    private static final float HALF_STEP = 0.51f / 32_768;

    @TempDir private Path folder;

    @Test
    void cleansEachChannelOfAFile() throws IOException {
        float[] left = noise(10_001, 1);
        float[] right = noise(10_001, 2);
        Path noisy = folder.resolve("noisy.wav");
        Path clean = folder.resolve("clean.wav");
        WavFile.of(44_100, left, right).write(noisy);
        CleanFile.run(noisy, clean);
        WavFile before = WavFile.read(noisy);
        WavFile after = WavFile.read(clean);
        assertEquals(44_100, after.sampleRate());
        assertEquals(2, after.channels());
        assertArrayEquals(left, before.channel(0), HALF_STEP);
        assertArrayEquals(right, before.channel(1), HALF_STEP);
        for (int c = 0; c < 2; c++) {
            float[] expected = FullBandStream.enhance(before.channel(c), 44_100);
            assertArrayEquals(expected, after.channel(c), HALF_STEP);
        }
    }

    @Test
    void writesAndReadsARecordingWithoutSamples() throws IOException {
        Path empty = folder.resolve("empty.wav");
        WavFile.of(16_000, new float[0]).write(empty);
        assertEquals(0, WavFile.read(empty).channel(0).length);
    }

    @Test
    void refusesChannelsThatDoNotBelongTogether() {
        assertThrows(
                IllegalArgumentException.class,
                () -> WavFile.of(16_000, new float[3], new float[4]));
        Path missing = folder.resolve("missing.wav");
        IOException failure = assertThrows(IOException.class, () -> WavFile.read(missing));
        assertTrue(failure.getMessage().startsWith(missing.toString()), failure.getMessage());
    }

    private static float[] noise(int samples, long seed) {
        Random random = new Random(seed);
        float[] noise = new float[samples];
        for (int n = 0; n < samples; n++) {
            noise[n] = 0.2f * (2 * random.nextFloat() - 1);
        }
        return noise;
    }
}
