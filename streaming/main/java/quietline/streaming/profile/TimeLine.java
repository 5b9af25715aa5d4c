package quietline.streaming.profile;

/** A run in equal slices of time: the longest and the mean of what was measured in each. */
final class TimeLine {

    static final int SLICES = 400;

    private final long sliceNanos;
    private final long[] longest = new long[SLICES];
    private final long[] sum = new long[SLICES];
    private final int[] count = new int[SLICES];
    private int last;

    TimeLine(long durationNanos) {
        sliceNanos = Math.max(1, (durationNanos + SLICES - 1) / SLICES);
    }

    /** What comes after the end belongs to the last slice. */
    void record(long atNanos, long nanos) {
        int slice = (int) Math.max(0, Math.min(SLICES - 1, atNanos / sliceNanos));
        longest[slice] = Math.max(longest[slice], nanos);
        sum[slice] += nanos;
        count[slice]++;
        last = slice;
    }

    /** Slices up to the last in which anything was measured. */
    int slices() {
        return last + 1;
    }

    long sliceNanos() {
        return sliceNanos;
    }

    /** 0 where nothing was measured. */
    long longestNanos(int slice) {
        return longest[slice];
    }

    long meanNanos(int slice) {
        return count[slice] == 0 ? 0 : sum[slice] / count[slice];
    }
}
