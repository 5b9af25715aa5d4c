package quietline.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MeasuresTest {

    private static final int RATE = 16_000;

    /** The largest error here is 5e-10, the rounding of the golden file; sines vary by machine. */
    private static final double CLOSE = 1e-7;

    @ParameterizedTest(name = "{0} at {1} Hz")
    @CsvFileSource(resources = "/golden/measures.csv")
    void equalsThePublishedCode(
            String sound, int rate, double siSdr, double segmental, double stoi, double estoi)
            throws Exception {
        float[] clean =
                sound.startsWith("street")
                        ? MeasuredSounds.sample("keyboard")
                        : MeasuredSounds.speech(rate, 3);
        float[] estimate = estimate(sound, clean, rate);
        assertEquals(siSdr, SiSdr.decibels(clean, estimate), CLOSE);
        assertEquals(segmental, SegmentalSnr.decibels(clean, estimate, rate), CLOSE);
        Stoi intelligibility = Stoi.of(clean, estimate, rate);
        assertEquals(stoi, intelligibility.stoi(), CLOSE);
        assertEquals(estoi, intelligibility.extended(), CLOSE);
    }

    private static float[] estimate(String sound, float[] clean, int rate) throws Exception {
        return switch (sound) {
            case "noisy" -> MeasuredSounds.noisy(clean, rate);
            case "clipped" -> MeasuredSounds.clipped(clean);
            case "dull" -> MeasuredSounds.dull(clean);
            default ->
                    MeasuredSounds.mixed(
                            clean,
                            MeasuredSounds.sample("street"),
                            Float.parseFloat(sound.substring("street".length())));
        };
    }

    @Test
    void ratesACopyAsPerfect() {
        float[] clean = MeasuredSounds.speech(RATE, 2);
        assertEquals(Double.POSITIVE_INFINITY, SiSdr.decibels(clean, clean));
        assertEquals(35, SegmentalSnr.decibels(clean, clean, RATE));
        assertEquals(1, Stoi.of(clean, clean, RATE).stoi(), 1e-9);
        assertEquals(1, Stoi.of(clean, clean, RATE).extended(), 1e-9);
    }

    @Test
    void ratesLevelAndOffsetOnlyInTheSegmentalRatio() {
        float[] clean = MeasuredSounds.speech(RATE, 2);
        float[] quieter = scaled(clean, 0.9f, 0);
        assertEquals(20, SegmentalSnr.decibels(clean, quieter, RATE), 1e-5);
        assertTrue(SiSdr.decibels(clean, scaled(clean, 0.5f, 0)) > 150);
        assertTrue(SiSdr.decibels(clean, scaled(clean, 0.5f, 0.25f)) > 100);
        assertEquals(1, Stoi.of(clean, quieter, RATE).stoi(), 1e-6);
    }

    @Test
    void ignoresSilenceInTheCleanSound() {
        float[] clean = MeasuredSounds.speech(RATE, 3);
        float[] estimate = scaled(clean, 0.9f, 0);
        float[] noise = MeasuredSounds.noise(clean.length, 1);
        for (int i = (int) (1.45 * RATE); i < 1.85 * RATE; i++) {
            estimate[i] = 0.5f * noise[i];
        }
        assertEquals(20, SegmentalSnr.decibels(clean, estimate, RATE), 1e-5);
    }

    @Test
    void limitsEachSegment() {
        float[] clean = MeasuredSounds.speech(RATE, 1);
        float[] noise = MeasuredSounds.noise(clean.length, 1);
        assertEquals(
                -10, SegmentalSnr.decibels(clean, MeasuredSounds.mixed(clean, noise, 50), RATE));
    }

    @Test
    void isNaNForSilentOrShortSounds() {
        float[] nothing = new float[RATE];
        float[] some = MeasuredSounds.noise(RATE, 1);
        assertTrue(Double.isNaN(SiSdr.decibels(nothing, some)));
        assertTrue(Double.isNaN(SegmentalSnr.decibels(nothing, some, RATE)));
        float[] few = Arrays.copyOf(some, 400);
        assertTrue(Double.isNaN(SegmentalSnr.decibels(few, few, RATE)));
        float[] silence = new float[2 * RATE];
        assertTrue(Double.isNaN(Stoi.of(silence, silence, RATE).stoi()));
        assertTrue(Double.isNaN(Stoi.of(silence, silence, RATE).extended()));
        for (int count : new int[] {0, 1, 300, 6000}) {
            float[] brief = Arrays.copyOf(some, count);
            assertTrue(Double.isNaN(Stoi.of(brief, brief, RATE).stoi()), count + " samples");
            assertTrue(Double.isNaN(Stoi.of(brief, brief, RATE).extended()), count + " samples");
        }
        assertEquals(0, Stoi.of(some, nothing, RATE).stoi());
        assertTrue(Double.isNaN(SiSdr.decibels(some, nothing)));
    }

    @Test
    void refusesDifferentLengths() {
        assertThrows(
                IllegalArgumentException.class, () -> SiSdr.decibels(new float[3], new float[4]));
    }

    @Test
    void refusesRatesBelowOne() {
        float[] some = new float[100];
        assertThrows(IllegalArgumentException.class, () -> Stoi.of(some, some, 0));
        assertThrows(
                IllegalArgumentException.class, () -> SegmentalSnr.decibels(some, some, -16_000));
    }

    private static float[] scaled(float[] samples, float scale, float offset) {
        float[] scaled = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            scaled[i] = scale * samples[i] + offset;
        }
        return scaled;
    }
}
