package quietline.streaming.profile;

/**
 * The worst hops of a run and how many were out of the ordinary at all. Made before the run; noting
 * one allocates nothing. Times are those of {@link HopClock#nanos}.
 */
final class OutlierLog {

    static final int KEPT = 256;

    final long[] index = new long[KEPT];
    final long[] due = new long[KEPT];
    final long[] begin = new long[KEPT];
    final long[] end = new long[KEPT];
    final long[] away = new long[KEPT];
    private long thresholdNanos;
    private int count;
    private long total;

    OutlierLog(long thresholdNanos) {
        this.thresholdNanos = thresholdNanos;
    }

    /** What takes longer is out of the ordinary. */
    long thresholdNanos() {
        return thresholdNanos;
    }

    /** It is known better now what is ordinary. */
    void setThresholdNanos(long thresholdNanos) {
        this.thresholdNanos = thresholdNanos;
    }

    /**
     * @param due when the hop was there
     * @param begin when work on it began
     * @param away for how much of that time the thread was not on a processor
     */
    void note(long index, long due, long begin, long end, long away) {
        total++;
        int at = count < KEPT ? count++ : smallest();
        if (total > KEPT && end - due <= this.end[at] - this.due[at]) {
            return;
        }
        this.index[at] = index;
        this.due[at] = due;
        this.begin[at] = begin;
        this.end[at] = end;
        this.away[at] = away;
    }

    private int smallest() {
        int smallest = 0;
        for (int i = 1; i < KEPT; i++) {
            if (end[i] - due[i] < end[smallest] - due[smallest]) {
                smallest = i;
            }
        }
        return smallest;
    }

    int kept() {
        return count;
    }

    long total() {
        return total;
    }
}
