package quietline.streaming.live;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that this thread allocates. */
final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Of the work, after it has been done often enough for its code to be compiled. */
    static long of(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
