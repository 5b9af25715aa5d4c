package quietline.streaming.plot;

import quietline.dsp.PowerSpectrum;

/**
 * A spectrogram of bounded width: power, 1 for a sine of full scale, under Hann windows of about 32
 * ms, by column and row of frequency. Whenever all columns are full, each two become their mean and
 * a column lasts twice as long. Channels are averaged.
 */
final class SpectrumColumns {

    static final int MOST_COLUMNS = 2800;

    private static final double WINDOW_SECONDS = 0.032;
    private static final int SHORTEST_WINDOW = 64;
    private static final int LONGEST_WINDOW = 4096;
    private static final int MOST_ROWS = 256;

    private final int sampleRate;
    private final int channels;
    private final int window;
    private final double[] hann;
    private final int binsPerRow;
    private final int rows;

    /** The last samples of each channel, instant n at {@code n % window}. */
    private final double[][] history;

    private final PowerSpectrum transform;
    private final double[] frame;
    private final double[] power;
    private final double[] sum;
    private final float[] columns;

    private int frames;
    private int column;
    private int span;
    private int hop;
    private long received;
    private long due;

    SpectrumColumns(int sampleRate, int channels) {
        this.sampleRate = sampleRate;
        this.channels = channels;
        int samples = SHORTEST_WINDOW;
        while (samples < LONGEST_WINDOW && samples * 1.4 < WINDOW_SECONDS * sampleRate) {
            samples *= 2;
        }
        window = samples;
        hann = new double[window];
        for (int n = 0; n < window; n++) {
            // Scaled so that a sine of full scale, halved by the window and by having two sides,
            // gives 1.
            hann[n] = (2 - 2 * Math.cos(2 * Math.PI * n / window)) / window;
        }
        binsPerRow = Math.max(1, window / 2 / MOST_ROWS);
        rows = window / 2 / binsPerRow + 1;
        history = new double[channels][window];
        transform = new PowerSpectrum(window);
        frame = new double[window];
        power = new double[transform.bins()];
        sum = new double[rows];
        columns = new float[MOST_COLUMNS * rows];
        span = firstSpan();
        hop = span;
        // The first frame has its middle at the first sample.
        received = window / 2;
        due = window;
    }

    /** The instants in a column before any two have become one. */
    int firstSpan() {
        return window / 8;
    }

    void add(float[] from, int offset, int count) {
        for (int i = offset; i < offset + count; i += channels) {
            int at = place(received);
            for (int channel = 0; channel < channels; channel++) {
                float sample = from[i + channel];
                history[channel][at] = Float.isFinite(sample) ? sample : 0;
            }
            if (++received == due) {
                addFrame();
            }
        }
    }

    private void addFrame() {
        long middle = due - window;
        if (middle / span > column) {
            store();
        }
        for (int channel = 0; channel < channels; channel++) {
            window(history[channel]);
            transform.of(frame, power);
            for (int row = 0; row < rows; row++) {
                sum[row] += strongest(row) / channels;
            }
        }
        frames++;
        due += hop;
    }

    private void window(double[] samples) {
        int oldest = place(received);
        int tail = window - oldest;
        for (int n = 0; n < tail; n++) {
            frame[n] = hann[n] * samples[oldest + n];
        }
        for (int n = tail; n < window; n++) {
            frame[n] = hann[n] * samples[n - tail];
        }
    }

    /** The window is a power of two long. */
    private int place(long instant) {
        return (int) instant & window - 1;
    }

    /** Of the bins around the row's frequency, so that a sine keeps its level. */
    private double strongest(int row) {
        int middle = row * binsPerRow;
        int last = Math.min(power.length - 1, middle + binsPerRow / 2);
        double strongest = 0;
        for (int bin = Math.max(0, middle - binsPerRow / 2); bin <= last; bin++) {
            strongest = Math.max(strongest, power[bin]);
        }
        return strongest;
    }

    private void store() {
        for (int row = 0; row < rows; row++) {
            columns[column * rows + row] = (float) (sum[row] / frames);
            sum[row] = 0;
        }
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
        hop = Math.min(span, window / 2);
    }

    /** Silence follows, until every instant that was heard has been in the middle of a frame. */
    void finish() {
        long end = received + window / 2;
        while (due < end) {
            for (int channel = 0; channel < channels; channel++) {
                history[channel][place(received)] = 0;
            }
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

    /** The row a frequency falls on. */
    double rowOf(double hertz) {
        return hertz * window / sampleRate / binsPerRow;
    }

    /** The column whose frames have this instant in their middle. */
    double columnOf(double instant) {
        return (instant - (span - hop) / 2.0) / span;
    }
}
