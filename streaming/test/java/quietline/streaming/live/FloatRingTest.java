package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.spi.ToolProvider;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FloatRingTest {

    /** What a queue of limited length would do; even numbers write, odd ones read or skip. */
    @Property(tries = 500)
    void behavesLikeAQueue(
            @ForAll @IntRange(max = 5) int power,
            @ForAll @Size(max = 60) List<@IntRange(max = 150) Integer> turns) {
        FloatRing ring = new FloatRing(1 << power);
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
                        ring.breakHere();
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
    void aCapacityIsAPowerOfTwo() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> new FloatRing(48)).getMessage();
        assertTrue(message.contains("48"), message);
    }

    /**
     * On x86 no test that runs can tell a release store from a plain one behind a copy; elsewhere
     * it would be a fault. Plainly each side may only store what it last saw of the other.
     */
    @Example
    void positionsArePublishedByReleaseAlone() throws Exception {
        StringWriter code = new StringWriter();
        String[] classFile = {"-c", "-p", classFile(FloatRing.class)};
        ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
        assertEquals(0, javap.run(new PrintWriter(code), new PrintWriter(code), classFile));
        assertEquals(2, lines(code, " lastore"), "plain stores, of READ_SEEN and WRITTEN_SEEN");
        assertEquals(4, lines(code, "VarHandle.setRelease:"));
        assertEquals(3, lines(code, "VarHandle.getAcquire:"));
    }

    private static String classFile(Class<?> type) throws Exception {
        return Path.of(type.getResource(type.getSimpleName() + ".class").toURI()).toString();
    }

    private static long lines(StringWriter text, String part) {
        return text.toString().lines().filter(line -> line.contains(part)).count();
    }
}
