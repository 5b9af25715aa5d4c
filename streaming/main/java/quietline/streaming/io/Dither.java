package quietline.streaming.io;

/**
 * Triangular (TPDF) dither of two quantisation steps' width, added before rounding to fewer bits so
 * that the rounding error is independent of the signal. The seed is fixed, so output is
 * reproducible.
 */
final class Dither {

    private static final long SEED = 0x9e3779b97f4a7c15L;

    private final float stepOverUnit;
    private long state = SEED;

    /** Dithers for integers of {@code bits} bits. */
    Dither(int bits) {
        stepOverUnit = Math.scalb(1f, 1 - bits - 32);
    }

    void add(float[] from, int offset, float[] into, int count) {
        long random = state;
        for (int i = 0; i < count; i++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            // Two independent halves, each uniform over one step around zero.
            into[i] = from[offset + i] + ((int) random + (random >> 32)) * stepOverUnit;
        }
        state = random;
    }
}
