package quietline.streaming.profile;

import java.util.Arrays;

/**
 * The median of each so many hops in a row: what two runs are compared by, because single hops are
 * not independent of each other, and their medians nearly are.
 */
final class Batches {

    private static final int FIRST_CAPACITY = 4096;

    private final int[] present;
    private int filled;
    private long[] medians = new long[FIRST_CAPACITY];
    private int count;

    Batches(int hops) {
        present = new int[hops];
    }

    int hops() {
        return present.length;
    }

    /** True when this hop was the batch's last: then {@link #close()} is due. */
    boolean record(long nanos) {
        present[filled++] = (int) Math.min(Integer.MAX_VALUE, nanos);
        return filled == present.length;
    }

    /** Sorts, so not to be done while anything is timed. */
    void close() {
        Arrays.sort(present);
        if (count == medians.length) {
            medians = Arrays.copyOf(medians, 2 * count);
        }
        medians[count++] = present[present.length / 2];
        filled = 0;
    }

    /** Of all batches that were completed. */
    long[] medians() {
        return Arrays.copyOf(medians, count);
    }
}
