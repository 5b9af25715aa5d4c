package quietline.streaming.profile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** The time, and what the calling thread has used up so far. Tests have a clock of their own. */
class HopClock {

    private final ThreadMXBean threads =
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean ? bean : null;
    private final boolean timed = threads != null && threads.isCurrentThreadCpuTimeSupported();

    /** Returns the time as {@link System#nanoTime} does. */
    long nanos() {
        return System.nanoTime();
    }

    /** Sleeps until then, as a thread that waits for a device; returns at once if it is past. */
    void await(long nanos) {
        for (long left; (left = nanos - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Returns the calling thread's time on a processor; always 0 if the system does not tell. */
    long cpuNanos() {
        return timed ? threads.getCurrentThreadCpuTime() : 0;
    }

    /** Returns the bytes the calling thread has allocated; always 0 if Java does not tell. */
    long allocatedBytes() {
        return threads == null ? 0 : threads.getCurrentThreadAllocatedBytes();
    }
}
