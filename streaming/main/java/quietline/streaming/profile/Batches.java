package quietline.streaming.profile;

import java.util.Arrays;

/**
 * The median of each so many hops in a row: what two runs are compared by, because single hops are
 * not independent of each other, and their medians nearly are.
 */
final class Batches {

    private static final int FIRST_CAPACITY = 4096;

    private final int[] present;
    private final int together;
    private long sum;
    private int summed;
    private int filled;
    private long[] medians = new long[FIRST_CAPACITY];
    private int count;

    /**
     * @param together how many hops in a row count as one, by their mean, where they are not alike
     */
    Batches(int hops, int together) {
        this.together = together;
        present = new int[Math.max(1, hops / together)];
    }

    int hops() {
        return present.length * together;
    }

    /** True when this hop was the batch's last: then {@link #close()} is due. */
    boolean record(long nanos) {
        sum += nanos;
        if (++summed < together) {
            return false;
        }
        present[filled++] = (int) Math.min(Integer.MAX_VALUE, sum / together);
        sum = 0;
        summed = 0;
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
