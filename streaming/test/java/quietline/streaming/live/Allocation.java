package quietline.streaming.live;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.function.Executable;

/** Counts the bytes that this thread allocates during some work. */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Returns the least of some attempts, because the JVM itself may allocate now and then. */
    public static long leastOf(int attempts, Executable work) throws Throwable {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < attempts && least > 0; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.execute();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
