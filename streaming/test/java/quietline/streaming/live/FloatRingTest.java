package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FloatRingTest {

    /** Compares with a bounded queue; {@code turn % 3} selects write, read or skip. */
    @Property(tries = 500)
    void behavesLikeAQueue(
            @ForAll @IntRange(max = 5) int power,
            @ForAll @Size(max = 60) List<@IntRange(max = 150) Integer> turns) {
        FloatRing ring = new FloatRing(1 << power, 1);
        Queue<Float> model = new ArrayDeque<>();
        float[] chunk = new float[80];
        float next = 1;
        int stale = 0;
        for (int turn : turns) {
            int count = turn / 3;
            switch (turn % 3) {
                case 0 -> {
                    for (int i = 0; i < count; i++) {
                        chunk[7 + i] = next + i;
                    }
                    int taken = ring.write(chunk, 7, count);
                    assertEquals(Math.min(count, ring.capacity() - model.size()), taken);
                    for (int i = 0; i < taken; i++) {
                        model.add(next++);
                    }
                    if (count == 13) {
                        ring.markBreak();
                        stale = model.size();
                    }
                }
                case 1 -> {
                    int given = ring.read(chunk, 3, count);
                    assertEquals(Math.min(count, model.size()), given);
                    for (int i = 0; i < given; i++) {
                        assertEquals(model.remove(), chunk[3 + i]);
                    }
                    stale = Math.max(0, stale - given);
                }
                default -> {
                    int skipped = ring.skip(count);
                    assertEquals(Math.min(count, model.size()), skipped);
                    for (int i = 0; i < skipped; i++) {
                        model.remove();
                    }
                    stale = Math.max(0, stale - skipped);
                }
            }
            assertEquals(model.size(), ring.size());
            assertEquals(model.size(), ring.written() - ring.read());
            assertEquals(stale, ring.stale());
        }
    }

    @Example
    void keepsTheFloatsOfASampleTogether() {
        FloatRing ring = new FloatRing(4, 2);
        float[] in = {1, 2, 3, 4, 5, 6};
        float[] out = new float[8];
        ring.write(in, 0, 3);
        assertEquals(2, ring.read(out, 0, 2));
        assertEquals(3, ring.write(in, 0, 3), "3 of 4 are free");
        assertEquals(4, ring.read(out, 0, 9));
        assertArrayEquals(new float[] {5, 6, 1, 2, 3, 4, 5, 6}, out);
    }

    @Example
    void refusesCapacityThatIsNoPowerOfTwo() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> new FloatRing(48, 1))
                        .getMessage();
        assertTrue(message.contains("48"), message);
    }
}
