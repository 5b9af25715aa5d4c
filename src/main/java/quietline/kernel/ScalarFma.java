package quietline.kernel;

/**
 * {@code a·b + c} in one operation if the processor has it, a quarter faster; otherwise in two,
 * because Math.fma would fall back to big decimals.
 */
final class ScalarFma {

    /** Longer than the one operation takes, even interpreted; shorter than big decimals take. */
    private static final int LONG_NANOS = 2000;

    private static final int TRIES = 20;

    /** Timing is the only way to find out; the shortest time counts. */
    static final boolean FUSED = shortestNanos() < LONG_NANOS;

    private ScalarFma() {}

    static float fma(float a, float b, float c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    private static long shortestNanos() {
        long shortest = Long.MAX_VALUE;
        float x = 0.1f;
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            x = Math.fma(x, 0.7f, 0.3f);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return x > 0 ? shortest : Long.MAX_VALUE;
    }
}
