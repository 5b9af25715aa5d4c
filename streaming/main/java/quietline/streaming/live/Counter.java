package quietline.streaming.live;

import java.util.concurrent.atomic.AtomicLong;

/** A counter with one writing thread and any number of readers. */
final class Counter {

    private final AtomicLong count = new AtomicLong();

    void add(long more) {
        count.setRelease(count.getPlain() + more);
    }

    long get() {
        return count.getAcquire();
    }
}
