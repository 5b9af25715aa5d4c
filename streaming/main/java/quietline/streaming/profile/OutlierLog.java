package quietline.streaming.profile;

/**
 * The worst hops of a run, and how many were unusually slow. Made before the run; noting one
 * allocates nothing. Times are those of {@link HopClock#nanos}.
 */
final class OutlierLog {

    static final int KEPT = 256;

    /** The multiple of the usual time from which a hop is unusually slow. */
    static final int USUAL_TIMES = 3;

    /**
     * A hop that took unusually long, and why.
     *
     * @param index number of the hop in the run
     * @param atNanos when it was due, since the start of the run
     * @param nanos from when it was due until it was done
     * @param workNanos from when work on it began until it was done
     * @param cause one or two words, by which outliers are summed up
     */
    record Outlier(
            long index, long atNanos, long nanos, long workNanos, String cause, String detail) {}

    final long[] index = new long[KEPT];
    final long[] due = new long[KEPT];
    final long[] begin = new long[KEPT];
    final long[] end = new long[KEPT];
    final long[] away = new long[KEPT];

    /** A hop that takes longer is unusually slow. */
    long thresholdNanos;

    /** The number of outliers kept; {@link #total} counts all. */
    int kept;

    long total;

    OutlierLog(long thresholdNanos) {
        this.thresholdNanos = thresholdNanos;
    }

    /**
     * Notes a hop that was unusually slow.
     *
     * @param due when the hop was due
     * @param begin when work on it began
     * @param away how long, of the time until its end, the thread was not on a processor
     */
    void note(long index, long due, long begin, long end, long away) {
        total++;
        int at = kept < KEPT ? kept++ : shortest();
        if (total > KEPT && end - due <= this.end[at] - this.due[at]) {
            return;
        }
        this.index[at] = index;
        this.due[at] = due;
        this.begin[at] = begin;
        this.end[at] = end;
        this.away[at] = away;
    }

    private int shortest() {
        int shortest = 0;
        for (int i = 1; i < KEPT; i++) {
            if (end[i] - due[i] < end[shortest] - due[shortest]) {
                shortest = i;
            }
        }
        return shortest;
    }
}
