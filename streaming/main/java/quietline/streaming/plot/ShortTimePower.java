package quietline.streaming.plot;

import quietline.dsp.PowerSpectrum;

/**
 * A short-time power spectrum with Hann windows of about 32 ms, averaged over channels; a
 * full-scale sine has power 1. It owns the history of one window. It is separate from the network's
 * STFT because it works at any sample rate and groups bins into at most 257 rows.
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

    /** A ring per channel; {@code place} is the oldest sample, which the next one replaces. */
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
            // The factor 4 makes up for the window's mean of 1/2 and for the two-sided spectrum.
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

    /** The fractional row of a frequency. */
    double rowOf(double hertz) {
        return hertz * window / sampleRate / binsPerRow;
    }

    /** Adds one instant; non-finite samples count as silence. */
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

    /** The maximum of the row's bins, so that a sine keeps its level. */
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
