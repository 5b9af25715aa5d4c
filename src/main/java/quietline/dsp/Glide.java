package quietline.dsp;

import quietline.kernel.Kernels;
import quietline.kernel.PhaseFilter;

/**
 * An {@link Interpolator} whose ratio may change at any time: each output lies one step after the
 * one before, {@code t ← t + speed·from/to}, so that a change causes no jump.
 */
final class Glide implements RateStage {

    /** Positions are counted in units of 2⁻³² samples. */
    private static final double PLACES = 4294967296.0;

    private static final long PART_MASK = 0xFFFFFFFFL;

    /** The speed changes by at most this share, which is hardly audible. */
    static final double MOST_CHANGE = 0.005;

    private static final double MOST = 1 + MOST_CHANGE;

    private final PhaseFilter filter;
    private final double ratio;
    private final PhaseTable table;
    private final int reach;
    private final SampleLine line;
    private long step;

    /** The next output lies at the input sample {@code whole + part/2³²}. */
    private long whole;

    private long part;

    /** As an interpolator's, at a speed of one. */
    Glide(int from, int to, Transition edges, int lowRate, Kernels kernels) {
        double pass = edges.passHertz(lowRate) / from;
        double stop = edges.stopHertz(lowRate) / from;
        ratio = (double) from / to;
        table = new PhaseTable(pass, stop, PhaseTable.PHASES);
        filter = kernels.filter(table.taps);
        reach = table.reach;
        line = new SampleLine(table.taps.count() + (int) Math.ceil(ratio * MOST) + 2, MOST_PUSHED);
        setSpeed(1);
    }

    /** Sets the speed of the input from the next output on; 1 is normal. */
    void setSpeed(double speed) {
        step = Math.round(speed * ratio * PLACES);
    }

    @Override
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        long first = table.first(whole);
        line.append(in, at, 1, count, first);
        long room = line.end() - reach - whole;
        if (room <= 0) {
            return 0;
        }
        int ready = (int) (((room << 32) - part + step - 1) / step);
        long place = ((long) line.at(first) << 32) + part;
        filter.glide(line.samples, place, step, out, outAt, ready);
        part += ready * step;
        whole += part >>> 32;
        part &= PART_MASK;
        return ready;
    }

    @Override
    public int mostOutput() {
        return (int) (MOST_PUSHED / ratio * MOST) + 4;
    }

    @Override
    public void restart(long firstIn, long firstOut) {
        double first = firstOut * ratio;
        whole = (long) Math.floor(first);
        part = (long) ((first - whole) * PLACES);
        line.restart(table.first(whole), firstIn);
    }

    @Override
    public long firstNeeded(long out) {
        return (long) Math.floor(out * ratio) - reach + 1;
    }

    @Override
    public long lastNeeded(long out) {
        return (long) Math.floor(out * ratio) + reach;
    }

    @Override
    public long firstTouched(long in) {
        return (long) Math.floor((in - reach) / ratio);
    }
}
