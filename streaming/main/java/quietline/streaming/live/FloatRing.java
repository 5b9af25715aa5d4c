package quietline.streaming.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Samples from one thread to one other, copied in bulk; never waits, holds at most its capacity, a
 * power of two. Positions count from the start and never wrap. A position is published by a release
 * store after the copy, and read by an acquire load before it; each side keeps the other's last
 * known one, so that mostly neither touches the other's cache line.
 */
final class FloatRing {

    private static final VarHandle POSITION = MethodHandles.arrayElementVarHandle(long[].class);

    /** Where in {@link #positions} what lies, 256 bytes apart so that no cache line is shared. */
    private static final int READ = 32;

    private static final int WRITTEN_SEEN = READ + 1;
    private static final int WRITTEN = 64;
    private static final int READ_SEEN = WRITTEN + 1;
    private static final int BREAK = 96;

    private final float[] samples;
    private final int mask;
    private final long[] positions = new long[128];

    FloatRing(int capacity) {
        if (capacity < 1 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "a ring's capacity is a power of two, it cannot be " + capacity);
        }
        samples = new float[capacity];
        mask = capacity - 1;
    }

    int capacity() {
        return samples.length;
    }

    /** Takes as many as there is room for, and returns how many. The writer's. */
    int write(float[] from, int at, int count) {
        long written = positions[WRITTEN];
        if (written + count - positions[READ_SEEN] > samples.length) {
            positions[READ_SEEN] = read();
        }
        int taken = (int) Math.min(count, samples.length - (written - positions[READ_SEEN]));
        int slot = (int) written & mask;
        int first = Math.min(taken, samples.length - slot);
        System.arraycopy(from, at, samples, slot, first);
        System.arraycopy(from, at + first, samples, 0, taken - first);
        POSITION.setRelease(positions, WRITTEN, written + taken);
        return taken;
    }

    /**
     * What has been written so far is stale: the reader had better go on from here. The writer's.
     */
    void breakHere() {
        POSITION.setRelease(positions, BREAK, positions[WRITTEN]);
    }

    /** Gives as many as there are, at most {@code count}, and returns how many. The reader's. */
    int read(float[] into, int at, int count) {
        int given = available(count);
        long read = positions[READ];
        int slot = (int) read & mask;
        int first = Math.min(given, samples.length - slot);
        System.arraycopy(samples, slot, into, at, first);
        System.arraycopy(samples, 0, into, at + first, given - first);
        POSITION.setRelease(positions, READ, read + given);
        return given;
    }

    /** Forgets up to {@code count} of the oldest, and returns how many. The reader's. */
    int skip(int count) {
        int skipped = available(count);
        POSITION.setRelease(positions, READ, positions[READ] + skipped);
        return skipped;
    }

    /** How many samples lie before the last break. The reader's. */
    int stale() {
        return (int) Math.max(0, (long) POSITION.getAcquire(positions, BREAK) - positions[READ]);
    }

    private int available(int wanted) {
        if (positions[WRITTEN_SEEN] - positions[READ] < wanted) {
            positions[WRITTEN_SEEN] = written();
        }
        return (int) Math.min(wanted, positions[WRITTEN_SEEN] - positions[READ]);
    }

    /** How many samples were written since the start. Anyone's. */
    long written() {
        return (long) POSITION.getAcquire(positions, WRITTEN);
    }

    /** How many samples were read or skipped since the start. Anyone's. */
    long read() {
        return (long) POSITION.getAcquire(positions, READ);
    }

    /** How many samples wait; to others than the two sides, how many about now. */
    int size() {
        long read = read();
        return (int) Math.min(samples.length, written() - read);
    }
}
