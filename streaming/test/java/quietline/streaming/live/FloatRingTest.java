package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Timeout;

class FloatRingTest {

    private static final long MANY = 50_000_000L;

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

    /**
     * Two threads, bursts of random sizes, a small ring so that both ends meet all the time: each
     * sample arrives once and in order. Floats count exactly up to 2^24, so the counter wraps
     * there.
     */
    @Example
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void nothingIsLostOrDoubledBetweenTwoThreads() throws InterruptedException {
        for (int capacity : new int[] {16, 1024}) {
            FloatRing ring = new FloatRing(capacity);
            AtomicReference<String> wrong = new AtomicReference<>();
            Thread writer = new Thread(() -> writeCounting(ring, wrong));
            writer.start();
            long read = readCounting(ring, wrong);
            writer.join();
            assertEquals(null, wrong.get());
            assertEquals(capacity == 16 ? MANY / 10 : MANY, read);
            assertEquals(0, ring.size());
        }
    }

    private static long count(FloatRing ring) {
        return ring.capacity() == 16 ? MANY / 10 : MANY;
    }

    private static void writeCounting(FloatRing ring, AtomicReference<String> wrong) {
        SplittableRandom random = new SplittableRandom(1);
        float[] burst = new float[700];
        long next = 0;
        while (next < count(ring) && wrong.get() == null) {
            int size = (int) Math.min(random.nextInt(1, burst.length), count(ring) - next);
            for (int i = 0; i < size; i++) {
                burst[i] = (next + i) & 0xffffff;
            }
            int taken = ring.write(burst, 0, size);
            next += taken;
            if (taken == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static long readCounting(FloatRing ring, AtomicReference<String> wrong) {
        SplittableRandom random = new SplittableRandom(2);
        float[] burst = new float[700];
        long next = 0;
        while (next < count(ring)) {
            int given = ring.read(burst, 0, random.nextInt(1, burst.length));
            for (int i = 0; i < given; i++, next++) {
                if (burst[i] != (next & 0xffffff)) {
                    wrong.set("sample %d is %s".formatted(next, burst[i]));
                    return next;
                }
            }
            if (given == 0) {
                Thread.yield();
            }
        }
        return next;
    }

    @Example
    void aCapacityIsAPowerOfTwo() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> new FloatRing(48)).getMessage();
        assertTrue(message.contains("48"), message);
    }
}
