package quietline.tarsosdsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.Enhancer;
import quietline.EnhancerStream;

class CleanFileTest {

    private static final File RECORDING = new File("../../samples/fan.wav");

    @TempDir private Path folder;

    @Test
    void cleansAFile() throws Exception {
        File clean = folder.resolve("clean.wav").toFile();
        CleanFile.run(RECORDING, clean);
        float[] expected = new EnhancerStream(Enhancer.create()).enhance(samples(RECORDING));
        float[] late = samples(clean);
        int latency = 2 * Enhancer.HOP_SAMPLES;
        assertTrue(late.length >= expected.length, late.length + " samples");
        for (int n = latency; n < expected.length; n++) {
            // TarsosDSP divides samples by 32767.
            assertEquals(expected[n - latency], late[n], 1e-3f, "sample " + n);
        }
    }

    private static float[] samples(File wav) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(wav)) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] samples = new float[bytes.capacity() / 2];
            for (int n = 0; n < samples.length; n++) {
                samples[n] = bytes.getShort() / 32768f;
            }
            return samples;
        }
    }
}
