package quietline.measure;

import java.nio.file.Path;
import quietline.MonoWav;

/** Makes the sounds that {@code golden/measures.csv} was computed from. */
final class MeasuredSounds {

    private static final int HARMONICS = 20;

    private MeasuredSounds() {}

    /** Returns harmonics in syllables, with a pause at −80 dB in the middle. */
    static float[] speech(int rate, double seconds) {
        float[] speech = new float[(int) (rate * seconds)];
        double phase = 0;
        for (int i = 0; i < speech.length; i++) {
            double t = (double) i / rate;
            phase += 2 * Math.PI * 120 * (1 + 0.2 * Math.sin(2 * Math.PI * 0.7 * t)) / rate;
            double syllable = Math.max(0, Math.sin(2 * Math.PI * 1.3 * t));
            double pause = t > 1.4 && t < 1.9 ? 1e-4 : 1;
            double sum = 0;
            for (int h = 1; h <= HARMONICS; h++) {
                sum += Math.sin(h * phase) / h;
            }
            speech[i] = (float) (0.2 * syllable * syllable * pause * sum);
        }
        return speech;
    }

    /** Returns uniform noise within ±1 from a linear congruential generator. */
    static float[] noise(int count, int seed) {
        float[] noise = new float[count];
        long state = seed;
        for (int i = 0; i < count; i++) {
            state = state * 1_103_515_245 + 12_345 & 0x7fffffff;
            noise[i] = (float) (state / 0x1p30 - 1);
        }
        return noise;
    }

    static float[] noisy(float[] clean, int rate) {
        return mixed(clean, noise(clean.length, rate), 0.05f);
    }

    static float[] clipped(float[] clean) {
        float[] clipped = new float[clean.length];
        for (int i = 0; i < clean.length; i++) {
            clipped[i] = Math.max(-0.1f, Math.min(0.1f, clean[i]));
        }
        return clipped;
    }

    /** Applies a first-order low-pass filter. */
    static float[] dull(float[] clean) {
        float[] dull = new float[clean.length];
        float state = 0;
        for (int i = 0; i < clean.length; i++) {
            state += 0.25f * (clean[i] - state);
            dull[i] = state;
        }
        return dull;
    }

    static float[] mixed(float[] clean, float[] noise, float level) {
        float[] mixed = new float[clean.length];
        for (int i = 0; i < clean.length; i++) {
            mixed[i] = clean[i] + level * noise[i];
        }
        return mixed;
    }

    /** Reads one of the program's sample recordings. */
    static float[] sample(String name) throws Exception {
        return MonoWav.read(Path.of("..", "samples", name + ".wav"));
    }
}
