package quietline;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

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
    static float[] recording() throws Exception {
        return MonoWav.read(file("mix.wav"));
    }
}
