package quietline.streaming.live;

import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a sleeping thread, without allocation or locks. A signal raised before the thread sleeps is
 * kept. The thread may wake without a signal, so it must check for work itself.
 */
final class Signal {

    private volatile Thread sleeper;

    void raise() {
        LockSupport.unpark(sleeper);
    }

    /** Must be called by one thread only; its first call may miss an earlier signal. */
    void await(long nanos) {
        Thread current = Thread.currentThread();
        if (sleeper != current) {
            sleeper = current;
        }
        LockSupport.parkNanos(this, nanos);
    }
}
