package quietline.streaming.profile;

import java.util.Random;
import quietline.Enhancer;

/**
 * Eight seconds of white noise at −20 dB that swells and fades, always the same, processed over and
 * over. A hop of any other sound takes as long. Each run processes a hop.
 */
final class HopSound implements Runnable {

    private static final int HOPS = 500;
    private static final float[] NOISE = noise();

    private final Enhancer enhancer;
    private final float[] out = new float[Enhancer.HOP_SAMPLES];
    private int hop;

    /** Begins with the given hop of the noise. */
    HopSound(Enhancer enhancer, int firstHop) {
        this.enhancer = enhancer;
        hop = firstHop % HOPS;
    }

    private static float[] noise() {
        float[] samples = new float[HOPS * Enhancer.HOP_SAMPLES];
        Random random = new Random(16);
        for (int n = 0; n < samples.length; n++) {
            double swell = 0.55 - 0.45 * Math.cos(2 * Math.PI * n / Enhancer.SAMPLE_RATE);
            samples[n] = (float) (0.1 * swell * random.nextGaussian());
        }
        return samples;
    }

    @Override
    public void run() {
        enhancer.process(NOISE, hop * Enhancer.HOP_SAMPLES, out, 0);
        hop = (hop + 1) % HOPS;
    }
}
