package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.weights.Golden;
import quietline.weights.Weights;

/** Length, pieces and a mask of one at any rate. */
class FullBandStreamTest {

    private static final Weights RANDOM = Golden.weights("random-weights.safetensors");
    private static final int[] RATES = {
        8000, 11025, 12345, 16000, 16001, 22050, 32000, 44100, 48000, 96000, 192000
    };

    @Example
    void returnsTheInputIfTheMaskIsOne() {
        for (int rate : RATES) {
            float[] noisy = EnhancerTest.noise(rate / 2, 1);
            Enhancer enhancer = Enhancer.create(RANDOM);
            enhancer.setBypass(true);
            double bypassed = change(noisy, enhance(new FullBandStream(enhancer, rate), noisy));
            enhancer.setBypass(false);
            enhancer.setStrength(0);
            double weak = change(noisy, enhance(new FullBandStream(enhancer, rate), noisy));
            System.out.printf("%d Hz: a mask of one changes %.1f dB%n", rate, bypassed);
            assertTrue(bypassed < -120, "%d Hz: changed by %.1f dB".formatted(rate, bypassed));
            assertTrue(weak < -120, "%d Hz: changed by %.1f dB".formatted(rate, weak));
        }
    }

    /** All that lies after the present piece is NaN, so that reading the future would be loud. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void givesTheSameBitsForAnyPieces(
            @ForAll @IntRange(max = 10) int which,
            @ForAll boolean narrow,
            @ForAll @IntRange(max = 12000) int length,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 4000) Integer> pieces) {
        int rate = RATES[which];
        float[] recording = EnhancerTest.noise(length, length);
        FullBandStream stream = new FullBandStream(Enhancer.create(RANDOM), rate, narrow);
        float[] expected = enhance(stream, recording);
        float[] out = new float[length];
        int taken = 0;
        int given = 0;
        for (int turn = 0; taken < length; turn++) {
            int piece = Math.max(pieces.get(turn % pieces.size()), turn < 20 ? 0 : 1);
            int count = Math.min(piece, length - taken);
            float[] heard = recording.clone();
            Arrays.fill(heard, taken + count, length, Float.NaN);
            int most = stream.maxOutput(count);
            int ready = stream.push(heard, taken, count, out, given);
            assertTrue(ready <= most, ready + " samples, announced were at most " + most);
            taken += count;
            given += ready;
            assertEquals(taken - given, stream.pending());
            assertTrue(stream.pending() <= 0.08 * rate, "holds " + stream.pending());
        }
        assertEquals(length - given, stream.flush(out, given));
        assertArrayEquals(expected, out);
        assertEquals(0, stream.pending());
    }

    @Example
    void equalsTheEnhancerStreamAt16Kilohertz() {
        float[] noisy = EnhancerTest.noise(10_000, 2);
        Enhancer enhancer = Enhancer.create(RANDOM);
        float[] expected = new EnhancerStream(enhancer).enhance(noisy);
        assertArrayEquals(expected, enhance(new FullBandStream(enhancer, 16000), noisy));
        assertArrayEquals(expected, enhance(new FullBandStream(enhancer, 16000, true), noisy));
    }

    @Example
    void behavesAsNewAfterReset() {
        float[] one = EnhancerTest.noise(20_000, 3);
        float[] two = EnhancerTest.noise(20_000, 4);
        float[] expected = enhance(new FullBandStream(Enhancer.create(RANDOM), 44100), two);
        FullBandStream used = new FullBandStream(Enhancer.create(RANDOM), 44100);
        used.push(one, 0, one.length, new float[one.length], 0);
        used.reset();
        assertEquals(0, used.pending());
        assertArrayEquals(expected, enhance(used, two));
        assertArrayEquals(expected, enhance(used, two), "and flushed is reset");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, 1e30f})
    void treatsInvalidSamplesAsSilence(float insane) {
        for (int rate : new int[] {8000, 16000, 44100, 48000}) {
            float[] silent = EnhancerTest.noise(rate / 2, 5);
            Arrays.fill(silent, 2000, 2100, 0);
            float[] broken = silent.clone();
            Arrays.fill(broken, 2000, 2100, insane);
            FullBandStream stream = new FullBandStream(Enhancer.create(RANDOM), rate);
            assertArrayEquals(enhance(stream, silent), enhance(stream, broken));
        }
    }

    private static double change(float[] in, float[] out) {
        float[] difference = new float[in.length];
        for (int n = 0; n < in.length; n++) {
            difference[n] = out[n] - in[n];
        }
        return 10 * Math.log10(EnhancerTest.power(difference) / EnhancerTest.power(in));
    }

    static float[] enhance(FullBandStream stream, float[] in) {
        float[] out = new float[in.length];
        int ready = stream.push(in, 0, in.length, out, 0);
        assertEquals(in.length, ready + stream.flush(out, ready));
        return out;
    }
}
