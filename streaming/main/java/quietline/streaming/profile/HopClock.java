package quietline.streaming.profile;

import java.util.concurrent.locks.LockSupport;

/** The time as it is measured: the system's, or one that a test turns. */
interface HopClock {

    /** As {@link System#nanoTime}. */
    long nanos();

    /**
     * Sleeps until then, as a thread does that waits for a device; returns at once if it is past.
     */
    void await(long nanos);

    /** What the present thread used up: see {@link ThreadUse}. */
    ThreadUse use();

    /** The computer's own. */
    static HopClock system() {
        return new HopClock() {

            private final ThreadUse use = ThreadUse.ofThisThread();

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void await(long nanos) {
                for (long left; (left = nanos - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(this, left);
                }
            }

            @Override
            public ThreadUse use() {
                return use;
            }
        };
    }
}
