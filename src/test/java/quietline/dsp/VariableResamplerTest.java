package quietline.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableResamplerTest {

    private static final String PAIRS =
            """
            16000, 48000
            48000, 16000
            16000, 16000
            16000, 32000
            44100, 16000
            16000, 44100
            48000, 48000
            192000, 16000
            16000, 8000
            """;

    @ParameterizedTest
    @CsvSource(textBlock = PAIRS)
    void equalsTheQuickResamplerAtSpeedOne(int from, int to) {
        float[] in = Responses.sine(0.3 * Math.min(from, to), from, from / 4);
        float[] out = push(new VariableResampler(from, to), in);
        float[] expected = ResamplerTest.resample(Resampler.quick(from, to), in);
        double error = Responses.error(out, Arrays.copyOf(expected, out.length));
        assertTrue(error < -95, "error " + error);
    }

    /** The speed changes all the time, and the sine is still where the sum of the steps says. */
    @ParameterizedTest
    @CsvSource({"16000, 48000", "16000, 16000", "16000, 32000", "16000, 44100", "48000, 48000"})
    void placesASineWhereTheSpeedsBringIt(int from, int to) {
        double frequency = 0.43 * Math.min(from, to);
        float[] in = Responses.sine(frequency, from, from / 2);
        VariableResampler resampler = new VariableResampler(from, to);
        float[] out = new float[(int) (to * 0.6)];
        float[] expected = new float[out.length];
        double time = 0;
        int given = 0;
        int piece = from / 100;
        for (int turn = 0; turn < 50; turn++) {
            double speed = 1 + 0.005 * Math.sin(0.7 * turn);
            resampler.setSpeed(speed);
            int ready = resampler.push(in, turn * piece, piece, out, given);
            assertTrue(ready <= resampler.maxOutput(piece));
            for (int n = 0; n < ready; n++) {
                expected[given + n] = (float) Math.sin(2 * Math.PI * frequency * time + 0.5);
                time += speed / to;
            }
            given += ready;
        }
        assertTrue(given > 0.4 * to);
        double error = Responses.error(Arrays.copyOf(out, given), Arrays.copyOf(expected, given));
        System.out.printf("%d to %d Hz at changing speed: error %.1f dB%n", from, to, error);
        assertTrue(error < -95, "error " + error);
    }

    /**
     * Of a sine, each sample follows from the two before; from those of one that jumps it does not.
     */
    @ParameterizedTest
    @CsvSource(textBlock = PAIRS)
    void doesNotJumpWhenTheSpeedChanges(int from, int to) {
        double cycles = 0.05 * Math.min(from, to) / to;
        float[] in = Responses.sine(cycles * to, from, from / 2);
        VariableResampler resampler = new VariableResampler(from, to);
        float[] out = new float[resampler.maxOutput(in.length) + 1000];
        int piece = from / 100;
        int given = 0;
        for (int turn = 0; turn < 50; turn++) {
            resampler.setSpeed(turn % 2 == 0 ? 1.005 : 0.995);
            given += resampler.push(in, turn * piece, piece, out, given);
        }
        double turn = 2 * Math.PI * cycles;
        double most = 0;
        for (int n = to / 50; n + 1 < given; n++) {
            double next = 2 * Math.cos(turn) * out[n] - out[n - 1];
            most = Math.max(most, Math.abs(out[n + 1] - next));
        }
        // From one speed to the next a step changes by a hundredth; a jump would be a step.
        double allowed = 0.012 * turn;
        assertTrue(most < allowed, "jumps by %.6f, allowed %.6f".formatted(most, allowed));
    }

    @Test
    void changesFrequencyAndLengthAtAConstantSpeed() {
        for (double speed : new double[] {0.995, 0.9999, 1.0002, 1.005, 1.5}) {
            VariableResampler resampler = new VariableResampler(16000, 48000);
            resampler.setSpeed(speed);
            double held = Math.min(1.005, speed);
            float[] out = push(resampler, Responses.sine(6000, 16000, 16000));
            double late = 3.0 * resampler.delaySamples();
            assertEquals(48000 / held - late, out.length, 8);
            float[] expected = Responses.sine(6000 * held, 48000, out.length);
            assertTrue(Responses.error(out, expected) < -90, "at speed " + speed);
        }
    }

    @Property(tries = 40)
    void givesTheSameBitsForAnyPieces(
            @ForAll @IntRange(max = 4000) int length,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 900) Integer> pieces) {
        float[] in = ResamplerTest.noise(length, length);
        VariableResampler resampler = new VariableResampler(16000, 44100);
        resampler.setSpeed(1.0013);
        float[] expected = push(resampler, in);
        resampler.reset();
        float[] out = new float[resampler.maxOutput(length)];
        int given = 0;
        int taken = 0;
        for (int turn = 0; taken < length; turn++) {
            int count = Math.min(pieces.get(turn % pieces.size()), length - taken);
            float[] heard = Arrays.copyOf(in, length);
            Arrays.fill(heard, taken + count, length, Float.NaN);
            given += resampler.push(heard, taken, count, out, given);
            taken += count;
        }
        assertArrayEquals(expected, Arrays.copyOf(out, given));
    }

    @ParameterizedTest
    @CsvSource(textBlock = PAIRS)
    void writesEachSampleWithinTheDelay(int from, int to) {
        VariableResampler resampler = new VariableResampler(from, to);
        float[] out = new float[resampler.maxOutput(1)];
        long given = 0;
        for (int taken = 1; taken <= 3000; taken++) {
            given += resampler.push(new float[1], 0, 1, out, 0);
            long before = taken - resampler.delaySamples() - 1;
            long due = before < 0 ? 0 : before * to / from + 1;
            assertTrue(given >= due, given + " of " + taken + ", due were " + due);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "48000, 16000, 3000, 1000",
        "16000, 48000, 1000, 3000",
        "16000, 16000, 1000, 1000",
        "44100, 16000, 4410, 1600",
        "16000, 44100, 1600, 4410"
    })
    void treatsWhatIsBeforeTheSoundAsSilence(int from, int to, int silence, int moved) {
        float[] in = ResamplerTest.noise(2000, 8);
        in[0] = 1;
        float[] expected = push(new VariableResampler(from, to), in);
        float[] longer = new float[silence + in.length];
        System.arraycopy(in, 0, longer, silence, in.length);
        float[] out = push(new VariableResampler(from, to), longer);
        float[] end = Arrays.copyOfRange(out, moved, moved + expected.length);
        assertArrayEquals(expected, end, 1e-5f);
    }

    @Test
    void hasLittleDelay() {
        for (int rate : new int[] {16000, 44100, 48000, 96000}) {
            VariableResampler up = new VariableResampler(16000, rate);
            assertTrue(up.delaySamples() < 0.003 * 16000, up.delaySamples() + " samples late");
            VariableResampler down = new VariableResampler(rate, 16000);
            assertTrue(down.delaySamples() < 0.003 * rate, down.delaySamples() + " samples late");
        }
    }

    @Test
    void refusesInvalidSpeed() {
        VariableResampler resampler = new VariableResampler(16000, 48000);
        assertThrows(IllegalArgumentException.class, () -> resampler.setSpeed(Double.NaN));
    }

    private static float[] push(VariableResampler resampler, float[] in) {
        float[] out = new float[resampler.maxOutput(in.length)];
        return Arrays.copyOf(out, resampler.push(in, 0, in.length, out, 0));
    }
}
