package quietline.streaming.live;

/**
 * Lets a stream run faster or slower by parts in a million: output m is the input at time t(m),
 * where t grows by 1 + c for each output sample, interpolated by a windowed sinc of {@value #TAPS}
 * taps. Where c = 0 it delays by {@link #DELAY_SAMPLES} and changes no bit.
 */
final class FineResampler {

    static final int TAPS = 32;
    static final int DELAY_SAMPLES = TAPS / 2;

    private static final int PHASES = 512;
    private static final float[] KERNELS = kernels();

    /** The last samples, twice side by side, so that {@link #TAPS} in a row are always there. */
    private final float[] recent = new float[2 * TAPS];

    private int next;

    /** Where the next output lies, counted from the newest sample's place in the window. */
    private double time;

    /** The most samples that a burst of {@code count} can become. */
    static int maxOutput(int count) {
        return count + count / 64 + 2;
    }

    /** Converts a burst at speed 1 + {@code correction}, and returns how many samples it became. */
    int convert(float[] in, int count, double correction, float[] out) {
        int made = 0;
        for (int i = 0; i < count; i++) {
            recent[next] = in[i];
            recent[next + TAPS] = in[i];
            next = (next + 1) % TAPS;
            for (; time < 1; time += 1 + correction) {
                out[made++] = interpolate(time);
            }
            time -= 1;
        }
        return made;
    }

    private float interpolate(double fraction) {
        double phase = fraction * PHASES;
        int row = (int) phase;
        float between = (float) (phase - row);
        float low = row(row);
        return between == 0 ? low : low + between * (row(row + 1) - low);
    }

    /** Four sums, since one would wait for itself at each tap. */
    private float row(int row) {
        int kernel = row * TAPS;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int k = 0; k < TAPS; k += 4) {
            sum0 += recent[next + k] * KERNELS[kernel + k];
            sum1 += recent[next + k + 1] * KERNELS[kernel + k + 1];
            sum2 += recent[next + k + 2] * KERNELS[kernel + k + 2];
            sum3 += recent[next + k + 3] * KERNELS[kernel + k + 3];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** Row p is the sinc around p/{@link #PHASES}, under a Blackman window: sums to 1. */
    private static float[] kernels() {
        float[] kernels = new float[(PHASES + 1) * TAPS];
        for (int p = 0; p <= PHASES; p++) {
            double sum = 0;
            double[] row = new double[TAPS];
            for (int k = 0; k < TAPS; k++) {
                double x = k - (TAPS / 2 - 1) - (double) p / PHASES;
                double turn = 2 * Math.PI * x / TAPS;
                double window = 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
                double sinc =
                        x == 0 ? 1 : x == Math.rint(x) ? 0 : Math.sin(Math.PI * x) / (Math.PI * x);
                row[k] = Math.abs(turn) < Math.PI ? sinc * window : 0;
                sum += row[k];
            }
            for (int k = 0; k < TAPS; k++) {
                kernels[p * TAPS + k] = (float) (row[k] / sum);
            }
        }
        return kernels;
    }
}
