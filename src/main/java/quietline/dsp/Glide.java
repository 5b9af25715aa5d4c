package quietline.dsp;

/**
 * An {@link Interpolator} whose ratio may change at any time: each output lies one step after the
 * one before, {@code t ← t + speed·from/to}, whatever the steps before were, so nothing jumps.
 */
final class Glide implements RateStage {

    /** Places between samples are counted in 2⁻³², of which a row of the table has 2²³. */
    private static final int ROW_BITS = 23;

    private static final double PLACES = 4294967296.0;
    private static final float ROW_PART = 1f / (1 << ROW_BITS);
    private static final double MOST = 1 + VariableResampler.MOST_CHANGE;

    private final double ratio;
    private final PhaseTable table;
    private final int reach;
    private final SampleLine line;
    private long step;

    /** The next output lies at the input sample {@code whole + part/2³²}. */
    private long whole;

    private long part;

    /** As an interpolator's, at a speed of one. */
    Glide(int from, int to, Transition edges, int lowRate) {
        double pass = edges.passHertz(lowRate) / from;
        double stop = edges.stopHertz(lowRate) / from;
        ratio = (double) from / to;
        table = new PhaseTable(pass, stop, PhaseTable.PHASES);
        reach = table.reach;
        line = new SampleLine(2 * reach + (int) Math.ceil(ratio * MOST) + 2, MOST_PUSHED);
        setSpeed(1);
    }

    /** How much faster than usual the input goes by, from the next output on. */
    void setSpeed(double speed) {
        step = Math.round(speed * ratio * PLACES);
    }

    @Override
    public int push(float[] in, int at, int count, float[] out, int outAt) {
        line.append(in, at, 1, count, whole - reach + 1);
        long end = line.end() - reach;
        int to = outAt;
        while (whole < end) {
            int row = (int) (part >>> ROW_BITS);
            float between = (part & (1 << ROW_BITS) - 1) * ROW_PART;
            out[to++] = table.between(row, between, line.samples, line.at(whole - reach + 1));
            part += step;
            whole += part >>> 32;
            part &= 0xFFFFFFFFL;
        }
        return to - outAt;
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
        line.restart(whole - reach + 1, firstIn);
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
