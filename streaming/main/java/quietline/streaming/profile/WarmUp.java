package quietline.streaming.profile;

import java.util.List;
import java.util.Locale;

/**
 * Hops before anything is measured, back to back, since at one in 16 ms it would take Java minutes
 * to compile them. Lasts as long as asked for, and then until the first contender allocates nothing
 * for a while, which tells that its compilation is over, or three times as long at most.
 *
 * @param settled whether it came to that
 */
record WarmUp(long nanos, long hops, boolean settled) {

    private static final long TURN_NANOS = 1_000_000;
    private static final int SETTLED_HOPS = 2000;
    private static final int MOST_TIMES = 3;

    static WarmUp run(HopClock clock, List<Contender> contenders, long nanos) {
        ThreadUse use = clock.use();
        long start = clock.nanos();
        long hops = 0;
        long quiet = 0;
        long spent = 0;
        while (spent < nanos || quiet < SETTLED_HOPS && spent < MOST_TIMES * nanos) {
            long bytes = use.allocatedBytes();
            int done = turn(clock, contenders.get(0));
            quiet = use.allocatedBytes() == bytes ? quiet + done : 0;
            hops += done;
            for (Contender other : contenders.subList(1, contenders.size())) {
                turn(clock, other);
            }
            spent = clock.nanos() - start;
        }
        return new WarmUp(spent, hops, quiet >= SETTLED_HOPS);
    }

    /** A millisecond each, so that the slower does not take the time of the quicker. */
    private static int turn(HopClock clock, Contender contender) {
        long start = clock.nanos();
        int hops = 0;
        for (long before = start; before - start < TURN_NANOS; hops++) {
            contender.work.hop();
            long after = clock.nanos();
            contender.warm(after - before);
            before = after;
        }
        return hops;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%.1f s, %,d hops back to back%s",
                nanos / 1e9,
                hops,
                settled ? "" : "; Java was not done compiling");
    }
}
