package quietline.streaming.plot;

/**
 * A waveform of bounded width: the minimum and maximum of each column over all channels, and
 * whether any sample reached full scale. Columns are merged as in {@link SpectrumColumns}.
 */
final class WaveformColumns {

    /** The highest 16-bit sample, slightly below 1, counts as full scale. */
    static final float FULL_SCALE = 32_766.5f / 32_768;

    private static final int MOST_COLUMNS = SpectrumColumns.MOST_COLUMNS;

    private final float[] lowest = new float[MOST_COLUMNS];
    private final float[] highest = new float[MOST_COLUMNS];
    private final boolean[] clipped = new boolean[MOST_COLUMNS];
    private long span;
    private long instants;
    private long nextColumn;
    private int column = -1;
    private long clippedSamples;
    private float peak;

    WaveformColumns(int firstSpan) {
        span = firstSpan;
    }

    /** Adds one instant. */
    void add(float[] from, int offset, int channels) {
        if (instants++ == nextColumn) {
            begin();
        }
        for (int i = offset; i < offset + channels; i++) {
            float sample = Float.isFinite(from[i]) ? from[i] : 0;
            lowest[column] = Math.min(lowest[column], sample);
            highest[column] = Math.max(highest[column], sample);
            if (Math.abs(sample) >= FULL_SCALE) {
                clipped[column] = true;
                clippedSamples++;
            }
        }
    }

    private void begin() {
        if (++column == MOST_COLUMNS) {
            fold();
        }
        lowest[column] = Float.POSITIVE_INFINITY;
        highest[column] = Float.NEGATIVE_INFINITY;
        clipped[column] = false;
        nextColumn += span;
    }

    private void fold() {
        column /= 2;
        for (int i = 0; i < column; i++) {
            lowest[i] = Math.min(lowest[2 * i], lowest[2 * i + 1]);
            highest[i] = Math.max(highest[2 * i], highest[2 * i + 1]);
            clipped[i] = clipped[2 * i] || clipped[2 * i + 1];
        }
        span *= 2;
    }

    void finish() {
        for (int i = 0; i <= column; i++) {
            peak = Math.max(peak, Math.max(-lowest[i], highest[i]));
        }
    }

    int count() {
        return column + 1;
    }

    float lowest(int at) {
        return lowest[at];
    }

    float highest(int at) {
        return highest[at];
    }

    boolean clipped(int at) {
        return clipped[at];
    }

    long instants() {
        return instants;
    }

    /** The fractional column of an instant. */
    double columnOf(double instant) {
        return instant / span;
    }

    long clippedSamples() {
        return clippedSamples;
    }

    /** The largest magnitude; valid after {@link #finish}. */
    float peak() {
        return peak;
    }
}
