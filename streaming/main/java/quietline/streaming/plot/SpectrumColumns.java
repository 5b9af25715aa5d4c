package quietline.streaming.plot;

import java.util.Arrays;

/**
 * A spectrogram of bounded width: the mean power by column of time and row of frequency. When all
 * columns are full, neighbours are averaged in pairs and each column then spans twice the time.
 */
final class SpectrumColumns {

    static final int MOST_COLUMNS = 2800;

    private static final int FRAMES_PER_WINDOW = 8;

    private final int channels;
    private final int window;
    private final int rows;
    private final ShortTimePower power;
    private final double[] sum;
    private final float[] columns;

    /** The number of frames in {@link #sum}, and the column it will become. */
    private int frames;

    private int column;

    /** The instants per column, and between frames. */
    private int span;

    private int hop;

    /** The instants received, and the count at which the next frame is complete. */
    private long received;

    private long due;

    SpectrumColumns(int sampleRate, int channels) {
        this.channels = channels;
        power = new ShortTimePower(sampleRate, channels);
        window = power.windowSamples();
        rows = power.rows();
        sum = new double[rows];
        columns = new float[MOST_COLUMNS * rows];
        span = firstSpan();
        hop = span;
        // The first frame is centred on the first sample.
        due = window / 2;
    }

    /** The initial number of instants per column. */
    int firstSpan() {
        return window / FRAMES_PER_WINDOW;
    }

    void add(float[] from, int offset, int count) {
        for (int i = offset; i < offset + count; i += channels) {
            power.push(from, i);
            if (++received == due) {
                addFrame();
            }
        }
    }

    private void addFrame() {
        long middle = due - window / 2;
        if (middle / span > column) {
            store();
        }
        power.addTo(sum);
        frames++;
        due += hop;
    }

    private void store() {
        for (int row = 0; row < rows; row++) {
            columns[column * rows + row] = (float) (sum[row] / frames);
        }
        Arrays.fill(sum, 0);
        frames = 0;
        if (++column == MOST_COLUMNS) {
            fold();
        }
    }

    private void fold() {
        column /= 2;
        for (int i = 0; i < column; i++) {
            for (int row = 0; row < rows; row++) {
                float first = columns[2 * i * rows + row];
                float second = columns[(2 * i + 1) * rows + row];
                columns[i * rows + row] = (first + second) / 2;
            }
        }
        span *= 2;
        // Frames further apart than half a window could miss a click.
        hop = Math.min(span, window / 2);
    }

    /** Pads with silence until the last instant was the centre of a frame. */
    void finish() {
        long end = received + window / 2;
        while (due < end) {
            power.pushSilence();
            if (++received == due) {
                addFrame();
            }
        }
        if (frames > 0) {
            store();
        }
    }

    int rows() {
        return rows;
    }

    int count() {
        return column;
    }

    float power(int at, int row) {
        return columns[at * rows + row];
    }

    double rowOf(double hertz) {
        return power.rowOf(hertz);
    }

    /** The fractional column whose frames are centred on this instant. */
    double columnOf(double instant) {
        return (instant - (span - hop) / 2.0) / span;
    }
}
