package quietline.streaming.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import quietline.Enhancer;
import quietline.dsp.Resampler;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.Recording;
import quietline.streaming.io.Recordings;

/**
 * The recording or noise that is processed while measuring, over and over: whole hops at 16 kHz.
 *
 * @param name for the report
 */
public record HopSound(String name, float[] samples) {

    private static final int NOISE_HOPS = 500;
    private static final int MOST_SAMPLES = 10 * 60 * Enhancer.SAMPLE_RATE;
    private static final int BLOCK = 4096;

    /** Returns eight seconds of white noise at −20 dB that swells and fades, always the same. */
    public static HopSound noise() {
        float[] samples = new float[NOISE_HOPS * Enhancer.HOP_SAMPLES];
        Random random = new Random(16);
        for (int n = 0; n < samples.length; n++) {
            double swell = 0.55 - 0.45 * Math.cos(2 * Math.PI * n / Enhancer.SAMPLE_RATE);
            samples[n] = (float) (0.1 * swell * random.nextGaussian());
        }
        return new HopSound("noise", samples);
    }

    /** Returns the first ten minutes of a recording's first channel, resampled to 16 kHz. */
    public static HopSound of(Path file) throws IOException {
        try (Recording source = Recordings.open(file)) {
            Resampler resampler = new Resampler(source.sampleRate(), Enhancer.SAMPLE_RATE);
            int width = source.channels();
            float[] block = new float[BLOCK * width];
            float[] mono = new float[BLOCK];
            float[] samples = new float[MOST_SAMPLES + resampler.maxOutput(BLOCK)];
            int ready = 0;
            for (int count;
                    ready < MOST_SAMPLES && (count = source.read(block, 0, block.length)) > 0; ) {
                for (int i = 0; i < count / width; i++) {
                    mono[i] = block[i * width];
                }
                ready += resampler.push(mono, 0, count / width, samples, ready);
            }
            samples = Arrays.copyOf(samples, ready + resampler.pending());
            ready += resampler.flush(samples, ready);
            int whole = ready / Enhancer.HOP_SAMPLES * Enhancer.HOP_SAMPLES;
            if (whole == 0) {
                throw new AudioException(file, "is shorter than one hop of 16 ms");
            }
            return new HopSound(file.toString(), Arrays.copyOf(samples, whole));
        }
    }

    /** Returns what processes the next hop of this sound each time it runs. */
    Runnable through(Enhancer enhancer) {
        return through(enhancer, 0);
    }

    /** Returns the same, beginning with the given hop of the sound. */
    Runnable through(Enhancer enhancer, int firstHop) {
        return new Runnable() {
            private final float[] out = new float[Enhancer.HOP_SAMPLES];
            private int at = firstHop * Enhancer.HOP_SAMPLES % samples.length;

            @Override
            public void run() {
                enhancer.process(samples, at, out, 0);
                at += Enhancer.HOP_SAMPLES;
                if (at == samples.length) {
                    at = 0;
                }
            }
        };
    }
}
