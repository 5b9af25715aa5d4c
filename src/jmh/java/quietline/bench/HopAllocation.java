package quietline.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Bytes that a hop allocates, to the byte. The profiler that comes with JMH counts what JMH itself
 * allocates as well; so each iteration is followed by some hops that are counted by themselves.
 */
public final class HopAllocation implements InternalProfiler {

    static final String LABEL = "bytes per hop";
    private static final int HOPS = 200;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static volatile double bytesPerHop = Double.NaN;

    /** To be called at the end of each iteration, in the thread that did the hops before. */
    static void measure(Callable<?> hop) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < HOPS; i++) {
            hop.call();
        }
        bytesPerHop = (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / HOPS;
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        bytesPerHop = Double.NaN;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return List.of(new ScalarResult(LABEL, bytesPerHop, "B", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "bytes allocated by each hop itself";
    }
}
