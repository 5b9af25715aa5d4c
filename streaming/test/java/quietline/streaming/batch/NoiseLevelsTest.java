package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NoiseLevelsTest {

    private static final int RATE = 16_000;

    /** A tone in half of each second, with noise that is quieter after enhancement. */
    private static NoiseLevels levels(double noiseBefore, double noiseAfter, double tone) {
        Random random = new Random(1);
        float[] noisy = new float[20 * RATE];
        float[] clean = new float[noisy.length];
        for (int i = 0; i < noisy.length; i++) {
            double speech = i % RATE < RATE / 2 ? tone * Math.sqrt(2) * Math.sin(i * 0.3) : 0;
            double noise = random.nextGaussian();
            noisy[i] = (float) (speech + noiseBefore * noise);
            clean[i] = (float) (speech + noiseAfter * noise);
        }
        NoiseLevels levels = new NoiseLevels(RATE);
        levels.add(noisy, clean, noisy.length);
        return levels;
    }

    @Test
    void measuresNoiseInPauses() {
        NoiseLevels.Finding finding = levels(0.05, 0.005, 0.1).finding();
        assertEquals(20, finding.reductionDecibels(), 0.2);
        // The tone plays half the time, with 4 times the noise's power before and 400 times after.
        assertEquals(10 * Math.log10(0.5 * 4), finding.snrBeforeDecibels(), 0.5);
        assertEquals(10 * Math.log10(0.5 * 400), finding.snrAfterDecibels(), 0.5);
    }

    @Test
    void givesNoEstimateForSilence() {
        NoiseLevels levels = new NoiseLevels(RATE);
        levels.add(new float[RATE], new float[RATE], RATE);
        assertTrue(Double.isNaN(levels.finding().reductionDecibels()));
        levels.merge(levels(0.05, 0.005, 0.1));
        assertEquals(20, levels.finding().reductionDecibels(), 0.2);
    }

    @Test
    void mergesPeaksOfChannels() {
        NoiseLevels one = new NoiseLevels(RATE);
        one.add(new float[] {0.1f, -0.7f}, new float[] {0.1f, -0.2f}, 2);
        NoiseLevels two = new NoiseLevels(RATE);
        two.add(new float[] {0.3f}, new float[] {0.4f}, 1);
        one.merge(two);
        assertEquals(0.7f, one.noisyPeak());
        assertEquals(0.4f, one.cleanPeak());
    }
}
