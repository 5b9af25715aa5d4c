package quietline.streaming.plot;

import quietline.dsp.PowerSpectrum;

/**
 * Power around the present, 1 for a sine of full scale, by row of frequency: Hann windows of about
 * 32 ms over the last samples, of which it owns the history; channels are averaged.
 */
final class ShortTimePower {

    private static final double WINDOW_SECONDS = 0.032;
    private static final int SHORTEST_WINDOW = 64;
    private static final int LONGEST_WINDOW = 4096;
    private static final int MOST_ROWS = 256;

    private final int sampleRate;
    private final int window;
    private final double[] hann;
    private final int binsPerRow;
    private final int rows;

    /** By channel; the next sample's place, where the oldest one is, is {@code place}. */
    private final double[][] history;

    private final PowerSpectrum transform;
    private final double[] frame;
    private final double[] power;
    private int place;

    ShortTimePower(int sampleRate, int channels) {
        this.sampleRate = sampleRate;
        int samples = SHORTEST_WINDOW;
        while (samples < LONGEST_WINDOW && samples * 1.4 < WINDOW_SECONDS * sampleRate) {
            samples *= 2;
        }
        window = samples;
        hann = new double[window];
        for (int n = 0; n < window; n++) {
            // A sine is halved by the window's mean and again by having two sides.
            hann[n] = 4.0 / window * (0.5 - 0.5 * Math.cos(2 * Math.PI * n / window));
        }
        binsPerRow = Math.max(1, window / 2 / MOST_ROWS);
        rows = window / 2 / binsPerRow + 1;
        history = new double[channels][window];
        transform = new PowerSpectrum(window);
        frame = new double[window];
        power = new double[transform.bins()];
    }

    int windowSamples() {
        return window;
    }

    int rows() {
        return rows;
    }

    /** The row a frequency falls on. */
    double rowOf(double hertz) {
        return hertz * window / sampleRate / binsPerRow;
    }

    /** The next instant; what is no number counts as silence. */
    void push(float[] from, int offset) {
        for (int channel = 0; channel < history.length; channel++) {
            float sample = from[offset + channel];
            history[channel][place] = Float.isFinite(sample) ? sample : 0;
        }
        advance();
    }

    void pushSilence() {
        for (double[] samples : history) {
            samples[place] = 0;
        }
        advance();
    }

    private void advance() {
        place = place + 1 == window ? 0 : place + 1;
    }

    /** Adds the power of the last window to each row. */
    void addTo(double[] sum) {
        for (double[] samples : history) {
            int tail = window - place;
            for (int n = 0; n < tail; n++) {
                frame[n] = hann[n] * samples[place + n];
            }
            for (int n = tail; n < window; n++) {
                frame[n] = hann[n] * samples[n - tail];
            }
            transform.of(frame, power);
            for (int row = 0; row < rows; row++) {
                sum[row] += strongest(row) / history.length;
            }
        }
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
}
