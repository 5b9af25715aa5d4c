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
 * Measures the bytes that a hop allocates, by some extra hops after each iteration. JMH's own
 * allocation profiler also counts what JMH allocates.
 */
public final class HopAllocation implements InternalProfiler {

    static final String LABEL = "bytes per hop";
    private static final int HOPS = 200;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static volatile double bytesPerHop = Double.NaN;

    /** Measures; called at the end of each iteration by the benchmark's thread. */
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
        return "bytes allocated per hop";
    }
}
