package quietline.streaming.profile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** The time, and what the calling thread has used up so far: the system's, or a test's own. */
interface HopClock {

    /** Returns the time as {@link System#nanoTime} does. */
    long nanos();

    /** Sleeps until then, as a thread that waits for a device; returns at once if it is past. */
    void await(long nanos);

    /** Returns the calling thread's time on a processor; always 0 if the system does not tell. */
    long cpuNanos();

    /** Returns the bytes the calling thread has allocated; always 0 if Java does not tell. */
    long allocatedBytes();

    static HopClock system() {
        ThreadMXBean threads =
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean ? bean : null;
        boolean timed = threads != null && threads.isCurrentThreadCpuTimeSupported();
        return new HopClock() {
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
            public long cpuNanos() {
                return timed ? threads.getCurrentThreadCpuTime() : 0;
            }

            @Override
            public long allocatedBytes() {
                return threads == null ? 0 : threads.getCurrentThreadAllocatedBytes();
            }
        };
    }
}
