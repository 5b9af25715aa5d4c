package quietline.streaming.live;

import java.util.concurrent.atomic.AtomicLong;

/** A count that one thread keeps and any may read. */
final class Tally {

    private final AtomicLong count = new AtomicLong();

    void add(long more) {
        count.setRelease(count.getPlain() + more);
    }

    long get() {
        return count.getAcquire();
    }
}
