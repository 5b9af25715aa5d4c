package quietline.streaming.profile;

import java.util.Arrays;
import java.util.Locale;

/**
 * Hops back to back before anything is measured, so that Java has compiled them: at one hop in 16
 * ms that would take minutes. It lasts as long as asked for, and then until the first stream
 * allocates nothing any more and has not become faster during the later half; at most three times
 * as long.
 *
 * @param hops of the first stream
 * @param settled whether it came to that; reports that did not are not compared
 * @param usualNanos the median hop of each stream, over its last hops
 */
record WarmUp(long nanos, long hops, boolean settled, long[] usualNanos) {

    private static final long TURN_NANOS = 1_000_000;
    private static final int QUIET_HOPS = 2000;
    private static final int MOST_TIMES = 3;
    private static final double FASTER = 0.9;

    /** Runs hops of all streams, which take turns of a millisecond each. */
    static WarmUp run(HopClock clock, long nanos, Runnable... streams) {
        Turns[] turns =
                Arrays.stream(streams).map(hop -> new Turns(clock, hop)).toArray(Turns[]::new);
        Turns first = turns[0];
        long start = clock.nanos();
        long quietHops = 0;
        long spent = 0;
        long fasterAt = 0;
        double fastest = Double.MAX_VALUE;
        boolean settled = false;
        do {
            long bytes = clock.allocatedBytes();
            long before = first.hops;
            double hopNanos = first.turn();
            quietHops = clock.allocatedBytes() == bytes ? quietHops + first.hops - before : 0;
            for (int i = 1; i < turns.length; i++) {
                turns[i].turn();
            }
            spent = clock.nanos() - start;
            if (hopNanos < FASTER * fastest) {
                fastest = hopNanos;
                fasterAt = spent;
            }
            settled = quietHops >= QUIET_HOPS && spent >= 2 * fasterAt;
        } while (spent < nanos || !settled && spent < MOST_TIMES * nanos);
        long[] usual = Arrays.stream(turns).mapToLong(Turns::usualNanos).toArray();
        return new WarmUp(spent, first.hops, settled, usual);
    }

    /** The turns of one stream. */
    private static final class Turns {

        private final HopClock clock;
        private final Runnable hop;
        private final int[] recent = new int[4096];
        private long hops;

        Turns(HopClock clock, Runnable hop) {
            this.clock = clock;
            this.hop = hop;
        }

        /** Returns the mean time of the turn's hops. */
        double turn() {
            long start = clock.nanos();
            long before = start;
            long first = hops;
            while (before - start < TURN_NANOS) {
                hop.run();
                long after = clock.nanos();
                recent[(int) (hops++ % recent.length)] =
                        (int) Math.min(Integer.MAX_VALUE, after - before);
                before = after;
            }
            return (double) (before - start) / (hops - first);
        }

        long usualNanos() {
            int[] known = Arrays.copyOf(recent, (int) Math.min(hops, recent.length));
            return Math.max(1, Series.median(known));
        }
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%.1f s, %,d hops back to back%s",
                nanos / 1e9,
                hops,
                settled ? "" : "; not warmed up yet: hops still allocated or became faster");
    }
}
