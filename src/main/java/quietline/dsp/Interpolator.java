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
        double half = KaiserSinc.halfWidth(pass / from, stop / from);
        reach = (int) Math.ceil(half);
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
            out[to] = phases == up ? row((int) part, from) : between(from);
            to++;
            part += down;
            whole += part / up;
            part %= up;
        }
        return to - outAt;
    }

    private float between(int from) {
        double row = (double) part * PHASES / up;
        int before = (int) row;
        float right = (float) (row - before);
        return (1 - right) * row(before, from) + right * row(before + 1, from);
    }

    /** In two sums, so that neither waits for the other. */
    private float row(int row, int from) {
        float a = 0;
        float b = 0;
        int h = row * taps;
        int half = taps / 2;
        for (int k = 0; k < half; k++) {
            a += table[h + k] * line.samples[from + k];
            b += table[h + half + k] * line.samples[from + half + k];
        }
        return a + b;
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
