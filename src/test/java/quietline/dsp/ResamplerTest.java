package quietline.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.kernel.Row;

/** Length, pieces, start and end of resampled streams. */
class ResamplerTest {

    @Property(tries = 200)
    void scalesTheLengthByTheRates(
            @ForAll @IntRange(min = 8000, max = 192000) int from,
            @ForAll @IntRange(min = 8000, max = 192000) int to,
            @ForAll @IntRange(max = 3000) int length) {
        float[] out = resample(new Resampler(from, to), noise(length, 1));
        assertEquals(((long) length * to + from - 1) / from, out.length);
    }

    /** All that lies after the present piece is NaN, so that reading the future would be loud. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void givesTheSameBitsForAnyPieces(
            @ForAll @IntRange(max = Responses.COMMON - 1) int pair,
            @ForAll @IntRange(max = 4000) int length,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 1200) Integer> pieces) {
        Resampler resampler = Responses.common(pair);
        float[] in = noise(length, length);
        float[] expected = resample(resampler, in);
        float[] out = new float[expected.length];
        int taken = 0;
        int given = 0;
        for (int turn = 0; taken < length; turn++) {
            int piece = Math.max(pieces.get(turn % pieces.size()), turn < 20 ? 0 : 1);
            int count = Math.min(piece, length - taken);
            float[] heard = in.clone();
            Arrays.fill(heard, taken + count, length, Float.NaN);
            int most = resampler.maxOutput(count);
            int ready = resampler.push(heard, taken, count, out, given);
            assertTrue(ready <= most, ready + " samples, announced were at most " + most);
            taken += count;
            given += ready;
            long due = Responses.outputsBefore(pair, taken - resampler.delaySamples());
            assertTrue(given >= due, given + " samples of " + taken + ", due were " + due);
        }
        assertEquals(expected.length - given, resampler.pending());
        assertEquals(expected.length - given, resampler.maxOutput(0));
        assertEquals(expected.length - given, resampler.flush(out, given));
        assertArrayEquals(expected, out);
        assertEquals(0, resampler.pending());
    }

    /** Silence before and after the sound, for the same fraction of a second, changes nothing. */
    @ParameterizedTest
    @CsvSource({
        "48000, 16000, 3000, 1000", "16000, 48000, 1000, 3000", "44100, 16000, 4410, 1600",
        "16000, 44100, 1600, 4410", "12345, 48000, 823, 3200", "32000, 16000, 2000, 1000",
        "16000, 32000, 1000, 2000", "96000, 44100, 3200, 1470", "44100, 8001, 4900, 889"
    })
    void treatsWhatIsAroundTheSoundAsSilence(int from, int to, int silence, int moved) {
        float[] in = noise(2000, 8);
        in[0] = 1;
        in[1999] = 1;
        float[] expected = resample(new Resampler(from, to), in);
        float[] longer = new float[silence + in.length + silence];
        System.arraycopy(in, 0, longer, silence, in.length);
        float[] out = resample(new Resampler(from, to), longer);
        float[] middle = Arrays.copyOfRange(out, moved, moved + expected.length);
        assertArrayEquals(expected, middle, 1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"48000, 16000", "16000, 44100", "96000, 44100", "16000, 16000"})
    void behavesAsNewAfterReset(int from, int to) {
        float[] in = noise(5000, 3);
        float[] expected = resample(new Resampler(from, to), in);
        Resampler used = new Resampler(from, to);
        used.push(noise(3001, 4), 0, 3001, new float[used.maxOutput(3001)], 0);
        used.reset();
        assertArrayEquals(expected, resample(used, in));
        assertArrayEquals(expected, resample(used, in), "and flushed is reset");
    }

    @Test
    void copiesAtEqualRates() {
        float[] in = noise(2000, 5);
        Resampler resampler = new Resampler(44100, 44100);
        float[] out = new float[2000];
        assertEquals(2000, resampler.push(in, 0, 2000, out, 0));
        assertArrayEquals(in, out);
        assertEquals(0, resampler.delaySamples());
    }

    /**
     * A sample that is no number spoils what it has a part in, and what comes so soon after that it
     * is multiplied by the zeros that fill a row of taps.
     */
    @ParameterizedTest
    @CsvSource({"48000, 16000", "16000, 44100", "44100, 16000", "12345, 48000", "32000, 16000"})
    void recoversFromNaN(int from, int to) {
        Resampler resampler = new Resampler(from, to);
        float[] in = noise(6000, 6);
        float[] expected = resample(resampler, in);
        in[3000] = Float.NaN;
        in[3001] = Float.POSITIVE_INFINITY;
        float[] out = resample(resampler, in);
        int reach = resampler.delaySamples() + 1;
        int first = (int) ((3000L - reach) * to / from);
        int last = (int) ((3001L + reach + Row.FLOATS) * to / from) + 1;
        assertArrayEquals(Arrays.copyOf(expected, first), Arrays.copyOf(out, first));
        assertArrayEquals(
                Arrays.copyOfRange(expected, last, out.length),
                Arrays.copyOfRange(out, last, out.length));
        assertTrue(Float.isNaN(out[(int) (3000L * to / from)]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 7999, 192001, Integer.MAX_VALUE})
    void refusesUnsupportedRates(int rate) {
        for (boolean from : new boolean[] {true, false}) {
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> new Resampler(from ? rate : 16000, from ? 16000 : rate));
            assertTrue(e.getMessage().contains(rate + " Hz"), e.getMessage());
        }
    }

    static float[] resample(Resampler resampler, float[] in) {
        float[] out = new float[resampler.maxOutput(in.length)];
        int ready = resampler.push(in, 0, in.length, out, 0);
        assertEquals(out.length, ready + resampler.flush(out, ready));
        return out;
    }

    static float[] noise(int length, long seed) {
        Random random = new Random(seed);
        float[] noise = new float[length];
        for (int n = 0; n < length; n++) {
            noise[n] = 0.1f * (float) random.nextGaussian();
        }
        return noise;
    }
}
