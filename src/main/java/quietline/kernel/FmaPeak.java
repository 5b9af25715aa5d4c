package quietline.kernel;

/**
 * What one core of this machine can do at best, where nothing waits for anything: multiply-adds on
 * registers, as wide as the kernels in use. Each counts as two operations.
 */
public final class FmaPeak {

    private static final int SURE_ROUNDS = 100;
    private static final long LEAST_NANOS = 300_000_000;
    private static final long MOST_NANOS = 5_000_000_000L;
    private static final int STEPS = 20_000;

    /** Independent chains of multiply-adds, to be timed. */
    interface Chains {
        /** Multiply-adds in one step. */
        int width();

        /** A number that depends on all of them. */
        float run(int steps);
    }

    private FmaPeak() {}

    /**
     * In GFLOP/s, by the shortest round, until many have not been shorter: first Java must compile
     * the loop, which takes some tenths of a second, or seconds where there is one core for all.
     */
    public static double gigaflops() {
        Chains chains = chains();
        long shortest = Long.MAX_VALUE;
        float sum = 0;
        long begin = System.nanoTime();
        long now = begin;
        for (int longer = 0;
                now - begin < LEAST_NANOS || longer < SURE_ROUNDS && now - begin < MOST_NANOS;
                longer++) {
            long start = now;
            sum += chains.run(STEPS);
            now = System.nanoTime();
            if (now - start < shortest) {
                shortest = now - start;
                longer = 0;
            }
        }
        return Float.isNaN(sum) ? Double.NaN : 2.0 * chains.width() * STEPS / shortest;
    }

    /** In GFLOP/s, by so long of it, to be asked for again until Java has compiled the loop. */
    public static double gigaflops(long nanos) {
        Chains chains = chains();
        float sum = 0;
        long rounds = 0;
        long start = System.nanoTime();
        long now = start;
        do {
            sum += chains.run(STEPS);
            rounds++;
            now = System.nanoTime();
        } while (now - start < nanos);
        return Float.isNaN(sum)
                ? Double.NaN
                : 2.0 * chains.width() * STEPS * rounds / (now - start);
    }

    private static Chains chains() {
        if (KernelChoice.fastest().getClass() != ScalarKernels.class) {
            try {
                Class<?> type = Class.forName("quietline.kernel.VectorPeak");
                return (Chains) type.getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException | LinkageError e) {
                // The scalar loop is a lower bound.
                return new ScalarChains();
            }
        }
        return new ScalarChains();
    }

    private static final class ScalarChains implements Chains {

        @Override
        public int width() {
            return 12;
        }

        @Override
        public float run(int steps) {
            float x = 0.999f;
            float y = 1e-3f;
            // None begins with one, which stays one: Java knows that, and leaves the chain out.
            float a = 2,
                    b = 3,
                    c = 4,
                    d = 5,
                    e = 6,
                    f = 7,
                    g = 8,
                    h = 9,
                    i = 10,
                    j = 11,
                    k = 12,
                    l = 13;
            for (int step = 0; step < steps; step++) {
                a = ScalarFma.fma(a, x, y);
                b = ScalarFma.fma(b, x, y);
                c = ScalarFma.fma(c, x, y);
                d = ScalarFma.fma(d, x, y);
                e = ScalarFma.fma(e, x, y);
                f = ScalarFma.fma(f, x, y);
                g = ScalarFma.fma(g, x, y);
                h = ScalarFma.fma(h, x, y);
                i = ScalarFma.fma(i, x, y);
                j = ScalarFma.fma(j, x, y);
                k = ScalarFma.fma(k, x, y);
                l = ScalarFma.fma(l, x, y);
            }
            return a + b + c + d + e + f + g + h + i + j + k + l;
        }
    }
}
