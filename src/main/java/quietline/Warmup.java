package quietline;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import quietline.dsp.Resampler;
import quietline.dsp.VariableResampler;
import quietline.kernel.Kernels;
import quietline.kernel.SwitchingKernels;
import quietline.weights.Weights;

/**
 * Has Java compile what a hop runs through before sound depends on it. At first Java interprets,
 * which no stream in real time can bear; and until the vector kernels are compiled, which takes
 * seconds, they are slower than the scalar ones and make objects of their vectors. So a live stream
 * begins with the scalar kernels, and the others are practised beside it:
 *
 * <pre>{@code
 * Enhancer enhancer = Enhancer.createLive(weights);
 * Thread practice = new Thread(() -> Warmup.changeOver(weights), "warm-up");
 * practice.setDaemon(true);
 * practice.start();
 * }</pre>
 */
public final class Warmup {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    /** A second of sound, of which each hop took a sixteenth of its time or less. */
    private static final int SETTLED_HOPS = 64;

    private static final long QUICK_NANOS = 1_000_000;
    private static final long PATIENCE_NANOS = 1_000_000_000;

    /** Of kernels that make no objects until they are compiled, which soon happens. */
    private static final int PLAIN_HOPS = 3000;

    /** So many hops without a byte allocated: there is nothing left to compile. */
    private static final int COMPILED_HOPS = 2000;

    private static final int SPELL_HOPS = 50;
    private static final long PRACTICE_NANOS = 60_000_000_000L;

    private Warmup() {}

    /**
     * Exercises a stream until its hops are quick, a second at most, and resets it; returns the
     * nanoseconds that it took.
     */
    static long settle(Enhancer enhancer) {
        long start = System.nanoTime();
        Practice practice = new Practice(enhancer);
        long now = start;
        for (int quick = 0; quick < SETTLED_HOPS && now - start < PATIENCE_NANOS; ) {
            long before = now;
            practice.hop();
            now = System.nanoTime();
            quick = now - before <= QUICK_NANOS ? quick + 1 : 0;
        }
        enhancer.reset();
        return now - start;
    }

    /**
     * Exercises the faster kernels until they are compiled, then has all live streams change over
     * to them: to be run in a thread of its own, which it keeps busy for some seconds. Those that
     * the streams begin with come first: while Java still counts how often something runs, and
     * replaces it, a hop has to wait now and then for what another thread of Java holds, and that
     * for a processor. Java's quick compiler is asked to leave the faster kernels alone. Returns
     * whether live streams are as fast as they can be; if not, they stay with what they have.
     */
    public static boolean changeOver(Weights weights) {
        return changeOver(weights, Kernels.forLive(), PRACTICE_NANOS);
    }

    static boolean changeOver(Weights weights, SwitchingKernels live, long practiceNanos) {
        if (live.canChange()) {
            long start = System.nanoTime();
            exercise(Enhancer.create(weights, live.unchanged()), start, practiceNanos);
            QuickCompiler.leaveVectorKernels();
            if (practise(weights, live, practiceNanos - (System.nanoTime() - start))) {
                live.changeOver();
            }
        }
        return !live.canChange();
    }

    private static void exercise(Enhancer enhancer, long start, long practiceNanos) {
        Practice practice = new Practice(enhancer);
        for (int i = 0; i < PLAIN_HOPS && System.nanoTime() - start < practiceNanos; i++) {
            practice.hop();
        }
    }

    /**
     * The same without the change, for streams that change over when they choose: returns whether
     * the faster kernels are compiled.
     */
    public static boolean practise(Weights weights, SwitchingKernels kernels) {
        return practise(weights, kernels, PRACTICE_NANOS);
    }

    private static boolean practise(Weights weights, SwitchingKernels kernels, long nanos) {
        return compile(Enhancer.create(weights, kernels.changed()), nanos);
    }

    /** Exercises a stream until it allocates nothing; false if it always does. */
    private static boolean compile(Enhancer enhancer, long practiceNanos) {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            return false;
        }
        Practice practice = new Practice(enhancer);
        long start = System.nanoTime();
        int clean = 0;
        while (clean < COMPILED_HOPS && System.nanoTime() - start < practiceNanos) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < SPELL_HOPS; i++) {
                practice.hop();
            }
            boolean allocated = threads.getCurrentThreadAllocatedBytes() != before;
            clean = allocated ? 0 : clean + SPELL_HOPS;
        }
        return clean >= COMPILED_HOPS;
    }

    /** A stream that hears noise from a device: from full scale down to silence, over and over. */
    private static final class Practice {

        private static final int DEVICE_RATE = 48000;
        private static final int DEVICE_HOP = HOP * DEVICE_RATE / Enhancer.SAMPLE_RATE;
        private static final int FADE_HOPS = 16;

        private final Enhancer enhancer;
        private final Resampler down;
        private final VariableResampler up;
        private final float[] device = new float[2 * DEVICE_HOP];
        private final float[] hop = new float[2 * HOP];
        private int seed = 1;
        private int hops;

        Practice(Enhancer enhancer) {
            this.enhancer = enhancer;
            down = Resampler.quick(DEVICE_RATE, Enhancer.SAMPLE_RATE, enhancer.kernels());
            up = new VariableResampler(Enhancer.SAMPLE_RATE, DEVICE_RATE, enhancer.kernels());
        }

        void hop() {
            float loudness = 1 - (float) (hops++ % FADE_HOPS) / (FADE_HOPS - 1);
            for (int n = 0; n < DEVICE_HOP; n++) {
                seed = seed * 1664525 + 1013904223;
                device[n] = loudness * loudness * seed / Integer.MAX_VALUE;
            }
            down.push(device, 0, DEVICE_HOP, hop, 0);
            enhancer.process(hop, 0, hop, 0);
            up.push(hop, 0, HOP, device, 0);
        }
    }
}
