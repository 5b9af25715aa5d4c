package quietline.streaming.profile;

import java.util.Arrays;
import java.util.Locale;

/**
 * Hops back to back before anything is measured, so that Java has compiled them: at one hop in 16
 * ms that would take minutes. It lasts as long as asked for, and then until hops allocate nothing
 * any more and have not become faster during the later half; at most three times as long.
 *
 * @param settled whether it came to that; reports that did not are not compared
 * @param usualNanos the median of the last hops
 */
record WarmUp(long nanos, long hops, boolean settled, double usualNanos) {

    private static final long TURN_NANOS = 1_000_000;
    private static final int QUIET_HOPS = 2000;
    private static final int MOST_TIMES = 3;
    private static final double FASTER = 0.9;

    /** Runs hops, in turns of a millisecond by which their progress is judged. */
    static WarmUp run(HopClock clock, long nanos, Runnable hop) {
        double[] recent = new double[4096];
        long start = clock.nanos();
        long spent = 0;
        long hops = 0;
        long quietHops = 0;
        long fasterAt = 0;
        double fastest = Double.MAX_VALUE;
        boolean settled = false;
        while (spent == 0 || spent < nanos || !settled && spent < MOST_TIMES * nanos) {
            long bytes = clock.allocatedBytes();
            long before = hops;
            long begin = clock.nanos();
            long last = begin;
            while (last - begin < TURN_NANOS) {
                hop.run();
                long now = clock.nanos();
                recent[(int) (hops++ % recent.length)] = now - last;
                last = now;
            }
            long turn = hops - before;
            quietHops = clock.allocatedBytes() == bytes ? quietHops + turn : 0;
            spent = last - start;
            double hopNanos = (double) (last - begin) / turn;
            if (hopNanos < FASTER * fastest) {
                fastest = hopNanos;
                fasterAt = spent;
            }
            settled = quietHops >= QUIET_HOPS && spent >= 2 * fasterAt;
        }
        int kept = (int) Math.min(hops, recent.length);
        return new WarmUp(spent, hops, settled, Comparison.median(Arrays.copyOf(recent, kept)));
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
