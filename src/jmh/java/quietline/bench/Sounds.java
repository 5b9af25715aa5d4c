package quietline.bench;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** What benchmarks listen to, in whole hops: a noisy recording, or samples that may slow one. */
public final class Sounds {

    private static final String RECORDING = "samples/street.wav";
    private static final int HOP = 256;

    private Sounds() {}

    public static float[] named(String name) throws IOException, UnsupportedAudioFileException {
        float[] samples = new float[100 * HOP];
        switch (name) {
            case "speech":
                return recording();
            case "nan":
                Arrays.fill(samples, Float.NaN);
                return samples;
            case "denormal":
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (i % 3 - 1) * 1e-40f;
                }
                return samples;
            default:
                throw new IllegalArgumentException("no sound is called " + name);
        }
    }

    /** 16 bit, one channel, 16 kHz. */
    private static float[] recording() throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(new File(RECORDING))) {
            byte[] bytes = in.readAllBytes();
            float[] samples = new float[bytes.length / 2 / HOP * HOP];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (bytes[2 * i] & 0xff | bytes[2 * i + 1] << 8) / 32768f;
            }
            return samples;
        }
    }
}
