package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FloatRingThreadsTest {

    /**
     * Two threads, bursts of random sizes, also a small ring, whose ends meet all the time: each
     * sample arrives once and in order. Floats count exactly up to 2^24, so the counter wraps
     * there.
     */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void nothingIsLostOrDoubledBetweenTwoThreads() throws InterruptedException {
        for (int capacity : new int[] {16, 1 << 14}) {
            FloatRing ring = new FloatRing(capacity);
            AtomicReference<String> wrong = new AtomicReference<>();
            Thread writer = new Thread(() -> writeCounting(ring, wrong));
            writer.start();
            long read = readCounting(ring, wrong);
            writer.join();
            assertEquals(null, wrong.get());
            assertEquals(count(ring), read);
            assertEquals(0, ring.size());
        }
    }

    private static long count(FloatRing ring) {
        return ring.capacity() == 16 ? 200_000 : 40_000_000;
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
                Thread.yield();
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
}
