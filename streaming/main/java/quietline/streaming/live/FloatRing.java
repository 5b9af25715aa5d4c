package quietline.streaming.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock-free single-producer single-consumer ring buffer of samples, each of them one float or
 * several. Its capacity is a power of two; positions are 64-bit counts that never wrap. A position
 * is published by a release store after the copy and read by an acquire load before it. Each side
 * caches the other's position, so that it rarely touches the other's cache line.
 */
final class FloatRing {

    private static final VarHandle POSITION = MethodHandles.arrayElementVarHandle(long[].class);

    /** Indices into {@link #positions}, 256 bytes apart so that no cache line is shared. */
    private static final int READ = 32;

    private static final int WRITTEN_SEEN = READ + 1;
    private static final int WRITTEN = 64;
    private static final int READ_SEEN = WRITTEN + 1;
    private static final int BREAK = 96;

    private final float[] floats;
    private final int width;
    private final int capacity;
    private final int mask;
    private final long[] positions = new long[128];

    /**
     * @param capacity in samples
     * @param width the number of floats in a sample
     */
    FloatRing(int capacity, int width) {
        if (capacity < 1 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two, got " + capacity);
        }
        this.capacity = capacity;
        this.width = width;
        floats = new float[capacity * width];
        mask = capacity - 1;
    }

    int width() {
        return width;
    }

    int capacity() {
        return capacity;
    }

    /** Writes as many samples as fit and returns their number. For the producer. */
    int write(float[] from, int at, int count) {
        long written = positions[WRITTEN];
        if (written + count - positions[READ_SEEN] > capacity) {
            positions[READ_SEEN] = read();
        }
        int taken = (int) Math.min(count, capacity - (written - positions[READ_SEEN]));
        int slot = (int) written & mask;
        int first = Math.min(taken, capacity - slot);
        System.arraycopy(from, at * width, floats, slot * width, first * width);
        System.arraycopy(from, (at + first) * width, floats, 0, (taken - first) * width);
        POSITION.setRelease(positions, WRITTEN, written + taken);
        return taken;
    }

    /** Marks all samples written so far as stale, see {@link #stale}. For the producer. */
    void markBreak() {
        POSITION.setRelease(positions, BREAK, positions[WRITTEN]);
    }

    /** Reads up to {@code count} samples and returns their number. For the consumer. */
    int read(float[] into, int at, int count) {
        int given = available(count);
        long read = positions[READ];
        int slot = (int) read & mask;
        int first = Math.min(given, capacity - slot);
        System.arraycopy(floats, slot * width, into, at * width, first * width);
        System.arraycopy(floats, 0, into, (at + first) * width, (given - first) * width);
        POSITION.setRelease(positions, READ, read + given);
        return given;
    }

    /** Skips up to {@code count} samples and returns their number. For the consumer. */
    int skip(int count) {
        int skipped = available(count);
        POSITION.setRelease(positions, READ, positions[READ] + skipped);
        return skipped;
    }

    /** The number of unread samples before the last break. For the consumer. */
    int stale() {
        return (int) Math.max(0, (long) POSITION.getAcquire(positions, BREAK) - positions[READ]);
    }

    private int available(int wanted) {
        if (positions[WRITTEN_SEEN] - positions[READ] < wanted) {
            positions[WRITTEN_SEEN] = written();
        }
        return (int) Math.min(wanted, positions[WRITTEN_SEEN] - positions[READ]);
    }

    /** The number of samples written since the start. For any thread. */
    long written() {
        return (long) POSITION.getAcquire(positions, WRITTEN);
    }

    /** The number of samples read or skipped since the start. For any thread. */
    long read() {
        return (long) POSITION.getAcquire(positions, READ);
    }

    /** The number of unread samples; approximate for third threads. */
    int size() {
        long read = read();
        return (int) Math.min(capacity, written() - read);
    }
}
