package quietline.dsp;

import java.util.Arrays;
import quietline.dsp.PolyphaseStage.Phase;
import quietline.kernel.Kernels;
import quietline.kernel.PhaseFilter;

/**
 * Converts any ratio of rates with a short filter, for sound without content near its upper limit:
 * {@code y[i] = Σ g(i·M/L - k)·x[k]}. There is a row of taps for each of the L phases; if L is
 * large, taps are interpolated between {@value PhaseTable#PHASES} rows.
 */
final class Interpolator implements RateStage {

    private static final int MOST_PHASES = 2048;

    /** Up to this many phases and lanes, as between 48 and 32 kHz, outputs are filtered in rows. */
    private static final int SMALL_RATIO = 8;

    private final PhaseFilter filter;
    private final long up;
    private final long down;
    private final boolean exact;
    private final PhaseTable table;
    private final int reach;
    private final SampleLine line;

    /** The next output lies at the input sample {@code whole + part/up}. */
    private long whole;

    private long part;

    /**
     * Returns a stage from one rate to another, for sound that a transition at a low rate has cut
     * or will cut.
     */
    static RateStage of(int from, int to, Transition edges, int lowRate, Kernels kernels) {
        double pass = edges.passHertz(lowRate) / from;
        double stop = edges.stopHertz(lowRate) / from;
        int common = gcd(from, to);
        int up = to / common;
        int down = from / common;
        return Math.max(up, down) <= SMALL_RATIO
                ? small(up, down, pass, stop, kernels)
                : new Interpolator(up, down, pass, stop, kernels);
    }

    private static RateStage small(int up, int down, double pass, double stop, Kernels kernels) {
        PhaseTable table = new PhaseTable(pass, stop, up);
        Phase[] phases = new Phase[up];
        for (int r = 0; r < up; r++) {
            int row = r * down % up * table.taps.count();
            int end = row + table.taps.count();
            float[] taps = Arrays.copyOfRange(table.taps.table(), end - 2 * table.reach, end);
            phases[r] = new Phase(taps, r * down / up - table.reach + 1);
        }
        return new PolyphaseStage(down, phases, table.reach - 1, table.reach, kernels);
    }

    private Interpolator(int up, int down, double pass, double stop, Kernels kernels) {
        this.up = up;
        this.down = down;
        exact = up <= MOST_PHASES;
        table = new PhaseTable(pass, stop, exact ? up : PhaseTable.PHASES);
        filter = kernels.filter(table.taps);
        reach = table.reach;
        line = new SampleLine(table.taps.count() + down / up + 2, MOST_PUSHED);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        long first = table.first(whole);
        line.append(in, at, 1, count, first);
        long room = line.end() - reach - whole;
        if (room <= 0) {
            return 0;
        }
        int ready = (int) ((room * up - part + down - 1) / down);
        int from = line.at(first);
        if (exact) {
            int place = (int) (from * up + part);
            filter.interpolate(line.samples, place, (int) down, out, outAt, ready);
        } else {
            between(from, out, outAt, ready);
        }
        part += ready * down;
        whole += part / up;
        part %= up;
        return ready;
    }

    /** One by one, since no step in binary places is theirs. */
    private void between(int from, float[] out, int outAt, int count) {
        for (int i = 0; i < count; i++) {
            long at = part + i * down;
            long place = (from + at / up << 32) + (at % up << 32) / up;
            filter.glide(line.samples, place, 0, out, outAt + i, 1);
        }
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
        line.restart(table.first(whole), firstIn);
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
