package quietline.streaming.profile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the present thread has used up so far: time on a processor, and memory. */
interface ThreadUse {

    /** Time on a processor; it stands still while the system runs something else instead. */
    long cpuNanos();

    long allocatedBytes();

    /** As the virtual machine tells; 0 for ever where it does not. */
    static ThreadUse ofThisThread() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            return of(0, 0);
        }
        boolean timed = threads.isCurrentThreadCpuTimeSupported();
        return new ThreadUse() {

            @Override
            public long cpuNanos() {
                return timed ? threads.getCurrentThreadCpuTime() : 0;
            }

            @Override
            public long allocatedBytes() {
                return threads.getCurrentThreadAllocatedBytes();
            }
        };
    }

    static ThreadUse of(long cpuNanos, long allocatedBytes) {
        return new ThreadUse() {

            @Override
            public long cpuNanos() {
                return cpuNanos;
            }

            @Override
            public long allocatedBytes() {
                return allocatedBytes;
            }
        };
    }
}
