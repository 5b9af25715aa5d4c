package quietline.measure;

import java.util.Arrays;

/**
 * Removes the frames in which clean speech is silent or at least 40 dB below its loudest frame. The
 * remaining frames are windowed and overlap-added with half a frame of overlap.
 */
final class Silence {

    private static final int FRAME = ThirdOctaves.FRAME_SAMPLES;
    private static final int HOP = ThirdOctaves.HOP_SAMPLES;
    private static final double RANGE_DB = 40;
    private static final double TINY = Math.ulp(1.0);
    private static final double NOTHING_DB = 20 * Math.log10(TINY);

    private final double[] clean;
    private final int[] kept;

    Silence(double[] clean) {
        this.clean = clean;
        double[] levels = new double[ThirdOctaves.frames(clean.length)];
        double loudest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < levels.length; i++) {
            levels[i] = decibels(i);
            loudest = Math.max(loudest, levels[i]);
        }
        int[] audible = new int[levels.length];
        int count = 0;
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] > Math.max(loudest - RANGE_DB, NOTHING_DB)) {
                audible[count++] = i;
            }
        }
        kept = Arrays.copyOf(audible, count);
    }

    private double decibels(int frame) {
        double energy = 0;
        for (int n = 0; n < FRAME; n++) {
            double sample = ThirdOctaves.WINDOW[n] * clean[frame * HOP + n];
            energy += sample * sample;
        }
        return 20 * Math.log10(Math.sqrt(energy) + TINY);
    }

    double[] clean() {
        return clean;
    }

    double[] removedFrom(double[] samples) {
        double[] shortened = new double[kept.length == 0 ? 0 : (kept.length - 1) * HOP + FRAME];
        for (int i = 0; i < kept.length; i++) {
            for (int n = 0; n < FRAME; n++) {
                shortened[i * HOP + n] += ThirdOctaves.WINDOW[n] * samples[kept[i] * HOP + n];
            }
        }
        return shortened;
    }
}
