package quietline.streaming.profile;

/**
 * A hop that took unusually long, and why.
 *
 * @param index which hop of the run
 * @param atNanos when it was there, since the start of the run
 * @param nanos until it was done
 * @param workNanos of that, from when work on it began
 * @param cause in a word or two, by which outliers are summed up
 * @param detail more of it, as far as it is known
 */
record Outlier(long index, long atNanos, long nanos, long workNanos, String cause, String detail) {}
