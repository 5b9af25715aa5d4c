package quietline.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MeasuresTest {

    private static final int RATE = 16_000;

    /** Seen: 5e-10, the golden file's own rounding; a sine may differ elsewhere. */
    private static final double CLOSE = 1e-7;

    @ParameterizedTest(name = "{0} at {1} Hz")
    @CsvFileSource(resources = "/golden/measures.csv")
    void asPublished(
            String sound, int rate, double siSdr, double segmental, double stoi, double estoi)
            throws IOException {
        float[] clean =
                sound.startsWith("street") ? Sounds.sample("keyboard") : Sounds.speech(rate, 3);
        float[] estimate = estimate(sound, clean, rate);
        assertEquals(siSdr, SiSdr.decibels(clean, estimate), CLOSE);
        assertEquals(segmental, SegmentalSnr.decibels(clean, estimate, rate), CLOSE);
        Stoi intelligibility = Stoi.of(clean, estimate, rate);
        assertEquals(stoi, intelligibility.stoi(), CLOSE);
        assertEquals(estoi, intelligibility.extended(), CLOSE);
    }

    private static float[] estimate(String sound, float[] clean, int rate) throws IOException {
        return switch (sound) {
            case "noisy" -> Sounds.noisy(clean, rate);
            case "clipped" -> Sounds.clipped(clean);
            case "dull" -> Sounds.dull(clean);
            default ->
                    Sounds.mixed(
                            clean,
                            Sounds.sample("street"),
                            Float.parseFloat(sound.substring("street".length())));
        };
    }

    @Test
    void aCopyIsPerfect() {
        float[] clean = Sounds.speech(RATE, 2);
        assertEquals(Double.POSITIVE_INFINITY, SiSdr.decibels(clean, clean));
        assertEquals(35, SegmentalSnr.decibels(clean, clean, RATE));
        assertEquals(1, Stoi.of(clean, clean, RATE).stoi(), 1e-9);
        assertEquals(1, Stoi.of(clean, clean, RATE).extended(), 1e-9);
    }

    @Test
    void levelAndOffsetCountForTheSegmentalRatioOnly() {
        float[] clean = Sounds.speech(RATE, 2);
        float[] quieter = scaled(clean, 0.9f, 0);
        assertEquals(20, SegmentalSnr.decibels(clean, quieter, RATE), 1e-5);
        assertTrue(SiSdr.decibels(clean, scaled(clean, 0.5f, 0)) > 150);
        assertTrue(SiSdr.decibels(clean, scaled(clean, 0.5f, 0.25f)) > 100);
        assertEquals(1, Stoi.of(clean, quieter, RATE).stoi(), 1e-6);
    }

    @Test
    void silenceInTheCleanSoundIsLeftOut() {
        float[] clean = Sounds.speech(RATE, 3);
        float[] estimate = scaled(clean, 0.9f, 0);
        float[] noise = Sounds.noise(clean.length, 1);
        for (int i = (int) (1.45 * RATE); i < 1.85 * RATE; i++) {
            estimate[i] = 0.5f * noise[i];
        }
        assertEquals(20, SegmentalSnr.decibels(clean, estimate, RATE), 1e-5);
    }

    @Test
    void segmentsAreHeldWithinTheirRange() {
        float[] clean = Sounds.speech(RATE, 1);
        float[] noise = Sounds.noise(clean.length, 1);
        assertEquals(-10, SegmentalSnr.decibels(clean, Sounds.mixed(clean, noise, 50), RATE));
    }

    @Test
    void whereThereIsNothingToMeasureThereIsNoNumber() {
        float[] nothing = new float[RATE];
        float[] some = Sounds.noise(RATE, 1);
        assertTrue(Double.isNaN(SiSdr.decibels(nothing, some)));
        assertTrue(Double.isNaN(SegmentalSnr.decibels(nothing, some, RATE)));
        float[] few = Arrays.copyOf(some, 400);
        assertTrue(Double.isNaN(SegmentalSnr.decibels(few, few, RATE)));
        for (int count : new int[] {0, 1, 300, 6000}) {
            float[] brief = Arrays.copyOf(some, count);
            assertTrue(Double.isNaN(Stoi.of(brief, brief, RATE).stoi()), count + " samples");
            assertTrue(Double.isNaN(Stoi.of(brief, brief, RATE).extended()), count + " samples");
        }
        assertEquals(0, Stoi.of(some, nothing, RATE).stoi());
        assertTrue(Double.isNaN(SiSdr.decibels(some, nothing)));
    }

    @Test
    void lengthsMustAgree() {
        assertThrows(
                IllegalArgumentException.class, () -> SiSdr.decibels(new float[3], new float[4]));
    }

    private static float[] scaled(float[] samples, float scale, float offset) {
        float[] scaled = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            scaled[i] = scale * samples[i] + offset;
        }
        return scaled;
    }
}
