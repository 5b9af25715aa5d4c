package quietline.dsp;

/**
 * Any ratio of rates, for sound that has nothing near its upper end, so that few taps do: {@code
 * y[i] = Σ g(i·M/L - k)·x[k]}. Has the taps of all L phases ready, or, where that were too many, of
 * {@value #PHASES} between which it draws straight lines.
 */
final class Interpolator implements RateStage {

    /** Straight lines between so many are off by less than a part in 200,000. */
    private static final int PHASES = 512;

    private static final int MOST_TAPS = 1 << 16;

    private final long up;
    private final long down;
    private final int stepWhole;
    private final int stepPart;
    private final int reach;
    private final int taps;
    private final int phases;
    private final float[] table;
    private final SampleLine line;

    /** The next output lies at the input sample {@code whole + part/up}. */
    private long whole;

    private long part;

    /**
     * From one rate to another.
     *
     * @param pass frequency below which nothing changes
     * @param stop frequency from which on nothing is left
     */
    Interpolator(int from, int to, double pass, double stop) {
        int common = gcd(from, to);
        up = to / common;
        down = from / common;
        stepWhole = (int) (down / up);
        stepPart = (int) (down % up);
        double half = KaiserSinc.halfWidth(pass / from, stop / from);
        reach = 2 * (int) Math.ceil(half / 2);
        taps = 2 * reach;
        KaiserSinc kernel = new KaiserSinc((pass + stop) / 2 / from, reach);
        boolean exact = up * taps <= MOST_TAPS;
        phases = exact ? (int) up : PHASES;
        int rows = exact ? phases : phases + 1;
        table = new float[rows * taps];
        for (int row = 0; row < rows; row++) {
            double late = (double) row / phases;
            for (int k = 0; k < taps; k++) {
                table[row * taps + k] = (float) kernel.at(late + reach - 1 - k);
            }
        }
        line = new SampleLine(taps + (int) (down / up) + 2, MOST_PUSHED);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        line.append(in, at, 1, count, whole - reach + 1);
        long end = line.end() - reach;
        int to = outAt;
        while (whole < end) {
            int from = line.at(whole - reach + 1);
            out[to] =
                    phases == up
                            ? dot(table, (int) part * taps, line.samples, from, taps)
                            : between(from);
            to++;
            part += stepPart;
            whole += stepWhole;
            if (part >= up) {
                part -= up;
                whole++;
            }
        }
        return to - outAt;
    }

    private float between(int from) {
        double phase = (double) part * PHASES / up;
        int before = (int) phase;
        float right = (float) (phase - before);
        int row = before * taps;
        return (1 - right) * dot(table, row, line.samples, from, taps)
                + right * dot(table, row + taps, line.samples, from, taps);
    }

    /** In four sums, so that none waits for the others. */
    private static float dot(float[] table, int row, float[] samples, int from, int taps) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int k = 0; k < taps; k += 4) {
            a += table[row + k] * samples[from + k];
            b += table[row + k + 1] * samples[from + k + 1];
            c += table[row + k + 2] * samples[from + k + 2];
            d += table[row + k + 3] * samples[from + k + 3];
        }
        return a + b + (c + d);
    }

    @Override
    public int mostOutput() {
        // One more for where it stands between, and two where it began early.
        return (int) (MOST_PUSHED * up / down) + 3;
    }

    @Override
    public void restart(long firstIn, long firstOut) {
        whole = Math.floorDiv(firstOut * down, up);
        part = Math.floorMod(firstOut * down, up);
        line.restart(firstNeeded(firstOut), firstIn);
    }

    @Override
    public long firstNeeded(long out) {
        return Math.floorDiv(out * down, up) - reach + 1;
    }

    @Override
    public long lastNeeded(long out) {
        return Math.floorDiv(out * down, up) + reach;
    }

    @Override
    public long firstTouched(long in) {
        return Math.floorDiv((in - reach) * up, down);
    }
}
