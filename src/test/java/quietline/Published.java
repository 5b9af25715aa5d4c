package quietline;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * The published files, in the folder that the system property {@code quietline.published} names.
 */
public final class Published {

    private Published() {}

    /** Returns a file of the folder, or skips the calling test if it is absent. */
    public static Path file(String name) {
        String folder = System.getProperty("quietline.published", "");
        assumeTrue(
                !folder.isEmpty(),
                "needs the published checkpoints: -Dquietline.published=FOLDER with " + name);
        Path file = Path.of(folder, name);
        assumeTrue(Files.exists(file), "the published checkpoints lack " + file);
        return file;
    }

    /** Reads the published noisy recording: 16 bit, one channel, 16 kHz. */
    static float[] recording() throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file("mix.wav").toFile())) {
            byte[] bytes = in.readAllBytes();
            float[] samples = new float[bytes.length / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (bytes[2 * i] & 0xff | bytes[2 * i + 1] << 8) / 32768f;
            }
            return samples;
        }
    }
}
