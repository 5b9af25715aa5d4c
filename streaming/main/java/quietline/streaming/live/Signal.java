package quietline.streaming.live;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread sleep until another has something for it, or some time has passed. A signal that
 * comes first is kept. Allocates nothing, locks nothing of ours; who is woken looks for itself.
 */
final class Signal {

    private volatile Thread sleeper;

    void raise() {
        LockSupport.unpark(sleeper);
    }

    /** Only ever called by one thread; the first call may miss what was raised before. */
    void await(long nanos) {
        Thread current = Thread.currentThread();
        if (sleeper != current) {
            sleeper = current;
        }
        LockSupport.parkNanos(this, nanos);
    }
}
