package quietline.bench;

import java.nio.file.Path;
import java.util.Arrays;
import quietline.MonoWav;

/** The input of benchmarks, in whole hops: a noisy recording, or NaN or denormal samples. */
public final class BenchmarkSounds {

    private static final Path RECORDING = Path.of("samples/street.wav");
    private static final int HOP = 256;

    private BenchmarkSounds() {}

    public static float[] named(String name) throws Exception {
        float[] samples = new float[100 * HOP];
        switch (name) {
            case "speech":
                float[] recording = MonoWav.read(RECORDING);
                return Arrays.copyOf(recording, recording.length / HOP * HOP);
            case "nan":
                Arrays.fill(samples, Float.NaN);
                return samples;
            case "denormal":
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (i % 3 - 1) * 1e-40f;
                }
                return samples;
            default:
                throw new IllegalArgumentException("unknown sound " + name);
        }
    }
}
