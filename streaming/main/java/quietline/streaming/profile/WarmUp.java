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
record WarmUp(long nanos, long hops, boolean settled, double[] usualNanos) {

    private static final long TURN_NANOS = 1_000_000;
    private static final int QUIET_HOPS = 2000;
    private static final int MOST_TIMES = 3;
    private static final double FASTER = 0.9;

    /** Runs hops of all streams, which take turns of a millisecond each. */
    static WarmUp run(HopClock clock, long nanos, Runnable... streams) {
        Turns[] turns = Arrays.stream(streams).map(Turns::new).toArray(Turns[]::new);
        long start = clock.nanos();
        long quietHops = 0;
        long spent = 0;
        long fasterAt = 0;
        double fastest = Double.MAX_VALUE;
        boolean settled = false;
        while (spent == 0 || spent < nanos || !settled && spent < MOST_TIMES * nanos) {
            long bytes = clock.allocatedBytes();
            long before = turns[0].hops;
            double hopNanos = turns[0].turn(clock);
            boolean quiet = clock.allocatedBytes() == bytes;
            quietHops = quiet ? quietHops + turns[0].hops - before : 0;
            for (int i = 1; i < turns.length; i++) {
                turns[i].turn(clock);
            }
            spent = clock.nanos() - start;
            if (hopNanos < FASTER * fastest) {
                fastest = hopNanos;
                fasterAt = spent;
            }
            settled = quietHops >= QUIET_HOPS && spent >= 2 * fasterAt;
        }
        double[] usual = Arrays.stream(turns).mapToDouble(Turns::usualNanos).toArray();
        return new WarmUp(spent, turns[0].hops, settled, usual);
    }

    /** The turns of one stream. */
    private static final class Turns {

        private final Runnable hop;
        private final double[] recent = new double[4096];
        private long hops;

        Turns(Runnable hop) {
            this.hop = hop;
        }

        /** Returns the mean time of the turn's hops. */
        double turn(HopClock clock) {
            long start = clock.nanos();
            long last = start;
            long first = hops;
            while (last - start < TURN_NANOS) {
                hop.run();
                long now = clock.nanos();
                recent[(int) (hops++ % recent.length)] = now - last;
                last = now;
            }
            return (double) (last - start) / (hops - first);
        }

        double usualNanos() {
            return Comparison.median(Arrays.copyOf(recent, (int) Math.min(hops, recent.length)));
        }
    }

    String text() {
        String trouble = "; not warmed up: hops still allocated memory or became faster";
        return String.format(
                Locale.ROOT,
                "%.1f s, %,d hops back to back%s",
                nanos / 1e9,
                hops,
                settled ? "" : trouble);
    }
}
