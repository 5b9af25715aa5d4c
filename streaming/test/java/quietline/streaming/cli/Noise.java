package quietline.streaming.cli;

import java.util.Random;

/** Reproducible noise. */
final class Noise {

    private Noise() {}

    static short[] shorts(int seed, int length) {
        Random random = new Random(seed);
        short[] noise = new short[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (short) (random.nextGaussian() * 2000);
        }
        return noise;
    }
}
