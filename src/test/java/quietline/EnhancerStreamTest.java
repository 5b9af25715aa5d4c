package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import quietline.weights.Golden;
import quietline.weights.Weights;

class EnhancerStreamTest {

    private static final Weights RANDOM = Golden.weights("random-weights.safetensors");
    private static final Weights RANDOM_ULUNAS =
            Golden.weights("ulunas-random-weights.safetensors");

    /** All that lies after the present chunk is NaN, so that reading the future would be loud. */
    @Property(tries = 60)
    void givesTheSameForAnyChunking(
            @ForAll boolean ulunas,
            @ForAll @IntRange(max = 3000) int length,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 600) Integer> chunks) {
        float[] recording = EnhancerTest.noise(length, length);
        Enhancer enhancer = Enhancer.create(ulunas ? RANDOM_ULUNAS : RANDOM);
        float[] expected = new EnhancerStream(enhancer).enhance(recording);
        EnhancerStream stream = new EnhancerStream(enhancer);
        float[] out = new float[length];
        int given = 0;
        int taken = 0;
        for (int turn = 0; taken < length; turn++) {
            int chunk = chunks.get(turn % chunks.size());
            int count = Math.min(length - taken, Math.max(chunk, turn < 50 ? 0 : 1));
            float[] heard = recording.clone();
            Arrays.fill(heard, taken + count, length, Float.NaN);
            int most = stream.maxOutput(count);
            int ready = stream.push(heard, taken, count, out, given);
            assertTrue(ready <= most, ready + " samples, announced were at most " + most);
            taken += count;
            given += ready;
            assertEquals(taken - given, stream.pending());
            assertTrue(stream.pending() <= 2 * Enhancer.HOP_SAMPLES, "what it holds is bounded");
        }
        assertEquals(length - given, stream.flush(out, given));
        assertArrayEquals(expected, out);
        assertEquals(0, stream.pending());
    }

    @Example
    void startsTheNextRecordingAsNewAfterFlush() {
        float[] one = EnhancerTest.noise(1000, 1);
        float[] two = EnhancerTest.noise(1500, 2);
        Enhancer enhancer = Enhancer.create(RANDOM);
        float[] expected = new EnhancerStream(enhancer).enhance(two);
        EnhancerStream stream = new EnhancerStream(enhancer);
        float[] out = new float[2000];
        stream.flush(out, stream.push(one, 0, one.length, out, 0));
        int ready = stream.push(two, 0, two.length, out, 0);
        assertEquals(two.length, ready + stream.flush(out, ready));
        assertArrayEquals(expected, Arrays.copyOf(out, two.length));
    }
}
