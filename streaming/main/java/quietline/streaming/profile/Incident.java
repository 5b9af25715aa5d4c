package quietline.streaming.profile;

/**
 * Something the virtual machine did, by the clock of {@link HopClock#nanos}.
 *
 * @param detail which collection, operation, method
 */
record Incident(Kind kind, String detail, long startNanos, long endNanos) {

    /** In the order in which they are asked for: what stops all threads comes first. */
    enum Kind {
        COLLECTION("garbage collection", true),
        SAFEPOINT("safepoint", true),
        DEOPTIMISATION("compiled code given up", false),
        COMPILATION("compilation", false);

        final String title;

        /** Whether no thread runs meanwhile. */
        final boolean stopsAll;

        Kind(String title, boolean stopsAll) {
            this.title = title;
            this.stopsAll = stopsAll;
        }
    }

    /** How long it overlaps with this span; at least a nanosecond if it touches it at all. */
    long overlap(long fromNanos, long toNanos) {
        long common = Math.min(endNanos, toNanos) - Math.max(startNanos, fromNanos);
        return common < 0 ? 0 : Math.max(1, common);
    }
}
