package quietline.dsp;

/**
 * Any ratio of rates, for sound that has nothing near its upper end, so that few taps do: {@code
 * y[i] = Σ g(i·M/L - k)·x[k]}. All L phases have rows of taps, or, where these were too many, it
 * draws lines between {@value PhaseTable#PHASES}.
 */
final class Interpolator implements RateStage {

    private static final int MOST_TAPS = 1 << 16;

    private final long up;
    private final long down;
    private final int stepWhole;
    private final int stepPart;
    private final boolean exact;
    private final PhaseTable table;
    private final int reach;
    private final SampleLine line;

    /** The next output lies at the input sample {@code whole + part/up}. */
    private long whole;

    private long part;

    /** From one rate to another, of sound that a transition at a low rate has cut or will cut. */
    Interpolator(int from, int to, Transition edges, int lowRate) {
        double pass = edges.passHertz(lowRate) / from;
        double stop = edges.stopHertz(lowRate) / from;
        int common = gcd(from, to);
        up = to / common;
        down = from / common;
        stepWhole = (int) (down / up);
        stepPart = (int) (down % up);
        exact = up * 2 * PhaseTable.reach(pass, stop) <= MOST_TAPS;
        table = new PhaseTable(pass, stop, exact ? (int) up : PhaseTable.PHASES);
        reach = table.reach;
        line = new SampleLine(2 * reach + stepWhole + 2, MOST_PUSHED);
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
            out[to] = exact ? table.at((int) part, line.samples, from) : between(from);
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
        double phase = (double) part * PhaseTable.PHASES / up;
        int row = (int) phase;
        return table.between(row, (float) (phase - row), line.samples, from);
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
