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

    private static final int TURN_HOPS = 50;
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
            turn(clock, contenders.get(0));
            quiet = use.allocatedBytes() == bytes ? quiet + TURN_HOPS : 0;
            hops += TURN_HOPS;
            for (Contender other : contenders.subList(1, contenders.size())) {
                turn(clock, other);
            }
            spent = clock.nanos() - start;
        }
        return new WarmUp(spent, hops, quiet >= SETTLED_HOPS);
    }

    private static void turn(HopClock clock, Contender contender) {
        for (int i = 0; i < TURN_HOPS; i++) {
            long before = clock.nanos();
            contender.work.hop();
            contender.warm(clock.nanos() - before);
        }
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
