package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs producer, consumer and observer threads on rings, mostly tiny ones and briefly, because
 * errors often occur at the start. All samples must arrive once and in order.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FloatRingThreadsTest {

    /** The largest integer that floats represent exactly; then the counter wraps. */
    private static final int COUNTED = 0xffffff;

    private static final int LONGEST_BURST = 700;

    private final AtomicReference<String> wrong = new AtomicReference<>();
    private long samples;

    @ParameterizedTest
    @CsvSource({
        "1, 200, 100",
        "2, 200, 200",
        "8, 200, 1000",
        "16, 1, 300000",
        "256, 20, 20000",
        "16384, 1, 40000000"
    })
    void transfersEverySampleOnce(int capacity, int rings, long count) throws InterruptedException {
        samples = count;
        for (int n = 0; n < rings && wrong.get() == null; n++) {
            FloatRing ring = new FloatRing(capacity);
            int seed = n;
            Thread writer = new Thread(() -> write(ring, new SplittableRandom(seed)));
            Thread observer = new Thread(() -> look(ring));
            writer.start();
            observer.start();
            read(ring, new SplittableRandom(~seed));
            writer.join();
            observer.join();
            assertEquals(null, wrong.get());
            assertEquals(0, ring.size());
        }
    }

    private void write(FloatRing ring, SplittableRandom random) {
        float[] burst = new float[LONGEST_BURST];
        int idle = 0;
        long next = 0;
        while (next < samples && wrong.get() == null) {
            int size = (int) Math.min(random.nextInt(1, longest(ring)), samples - next);
            for (int i = 0; i < size; i++) {
                burst[i] = next + i & COUNTED;
            }
            int taken = ring.write(burst, 0, size);
            next += taken;
            if (random.nextInt(8) == 0) {
                ring.markBreak();
            }
            idle = rest(taken, idle, random);
        }
    }

    /** Slightly longer than the ring. */
    private static int longest(FloatRing ring) {
        return Math.min(LONGEST_BURST, ring.capacity() + 2);
    }

    private void read(FloatRing ring, SplittableRandom random) {
        float[] burst = new float[LONGEST_BURST];
        int idle = 0;
        long next = 0;
        while (next < samples && wrong.get() == null) {
            int wanted = random.nextInt(1, longest(ring));
            int stale = ring.stale();
            int gone;
            if (stale > 0 && random.nextInt(4) == 0) {
                gone = ring.skip(stale);
                expect(gone == stale, "of %d stale samples %d were there", stale, gone);
            } else if (random.nextInt(16) == 0) {
                gone = ring.skip(wanted);
            } else {
                gone = ring.read(burst, 0, wanted);
                for (int i = 0; i < gone; i++) {
                    boolean right = burst[i] == (next + i & COUNTED);
                    expect(right, "sample %d is %d", next + i, (long) burst[i]);
                }
            }
            next += gone;
            expect(ring.read() == next, "%d were read, and it says %d", next, ring.read());
            idle = rest(gone, idle, random);
        }
    }

    private void look(FloatRing ring) {
        long read = 0;
        long written = 0;
        while (read < samples && wrong.get() == null) {
            long readNow = ring.read();
            long writtenNow = ring.written();
            int size = ring.size();
            expect(readNow >= read && writtenNow >= written, "back to %d, %d", readNow, writtenNow);
            expect(readNow <= writtenNow, "read %d, written %d", readNow, writtenNow);
            expect(size >= 0 && size <= ring.capacity(), "a size of %d in %d", size, readNow);
            read = readNow;
            written = writtenNow;
            LockSupport.parkNanos(20_000);
        }
    }

    /** Yields if idle for long, and sometimes at random. */
    private static int rest(int done, int idle, SplittableRandom random) {
        if (done == 0 && idle < 100) {
            Thread.onSpinWait();
            return idle + 1;
        }
        if (done == 0 || random.nextInt(64) == 0) {
            Thread.yield();
        }
        return 0;
    }

    private void expect(boolean right, String otherwise, long first, long second) {
        if (!right) {
            wrong.compareAndSet(null, otherwise.formatted(first, second));
        }
    }
}
