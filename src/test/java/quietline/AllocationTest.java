package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import quietline.kernel.Kernels;

/**
 * A hop allocates nothing. The compiler has its part in that: vectors are objects until it has
 * taken them off the heap, some thousand hops later, and where it gives code up in the middle of a
 * hop, what it had taken off returns. So the code itself is asked without the optimizer, and the
 * kernels in use are given time.
 */
class AllocationTest {

    private static final int HOP = Enhancer.HOP_SAMPLES;
    private static final int SPELL_HOPS = 1000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A stream, after another one has had all classes loaded. */
    static final class SecondStream {

        private SecondStream() {}

        public static void main(String[] args) {
            allocated(Enhancer.create(), 2);
            Enhancer enhancer = Enhancer.create();
            System.out.println(allocated(enhancer, 1) + " " + allocated(enhancer, 300));
        }
    }

    @Test
    void fromTheFirstHopOnTheCodeAllocatesNothing() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dquietline.kernels=scalar",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SecondStream.class.getName())
                        .redirectErrorStream(true)
                        .start();
        byte[] told = process.getInputStream().readAllBytes();
        assertEquals("0 0", new String(told, StandardCharsets.UTF_8).strip());
    }

    @Test
    void onceCompiledTheKernelsInUseAllocateNothing() {
        Enhancer enhancer = Enhancer.create();
        long start = System.nanoTime();
        int hops = 0;
        long bytes;
        do {
            bytes = allocated(enhancer, SPELL_HOPS);
            hops += SPELL_HOPS;
        } while (bytes > 0 && System.nanoTime() - start < PATIENCE_NANOS);
        assertEquals(0, bytes, SPELL_HOPS + " hops still allocate after " + hops);
        System.out.printf(
                "no allocation after %d hops, %d ms (%s)%n",
                hops - SPELL_HOPS,
                (System.nanoTime() - start) / 1_000_000,
                Kernels.instance().name());
    }

    private static long allocated(Enhancer enhancer, int hops) {
        float[] noisy = EnhancerTest.noise(100 * HOP, 1);
        float[] clean = new float[HOP];
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < hops; i++) {
            enhancer.process(noisy, i % 100 * HOP, clean, 0);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
