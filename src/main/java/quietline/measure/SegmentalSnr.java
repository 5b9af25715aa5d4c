package quietline.measure;

/**
 * Segmental signal-to-noise ratio in dB, as in Loizou's book: frames of 30 ms under a Hann window,
 * one every 7.5 ms; {@code 10·log10(Σc² / Σ(c − e)²)} of each, held between −10 and 35 dB; their
 * mean. Frames in which the clean signal is more than 40 dB below its loudest frame are silence and
 * left out, and so are samples after the last whole frame. Level counts: an estimate that is only
 * quieter has an error.
 */
public final class SegmentalSnr {

    private static final double FRAME_SECONDS = 0.030;
    private static final int FRAMES_OVERLAPPING = 4;
    private static final double LOWEST_DB = -10;
    private static final double HIGHEST_DB = 35;
    private static final double SILENT = 1e-4;

    private SegmentalSnr() {}

    /**
     * @return NaN where the clean signal is silent or shorter than a frame
     */
    public static double decibels(float[] clean, float[] estimate, int sampleRate) {
        Pair.check(clean, estimate);
        double[] window = window((int) Math.round(FRAME_SECONDS * sampleRate));
        int hop = Math.max(1, window.length / FRAMES_OVERLAPPING);
        int frames = Math.max(0, (clean.length - window.length) / hop + 1);
        double[] signal = new double[clean.length < window.length ? 0 : frames];
        double[] noise = new double[signal.length];
        double loudest = 0;
        for (int frame = 0; frame < signal.length; frame++) {
            for (int n = 0; n < window.length; n++) {
                int at = frame * hop + n;
                double c = window[n] * clean[at];
                double error = c - window[n] * estimate[at];
                signal[frame] += c * c;
                noise[frame] += error * error;
            }
            loudest = Math.max(loudest, signal[frame]);
        }
        return mean(signal, noise, loudest);
    }

    private static double mean(double[] signal, double[] noise, double loudest) {
        double sum = 0;
        int heard = 0;
        for (int frame = 0; frame < signal.length; frame++) {
            if (signal[frame] > loudest * SILENT) {
                double snr = 10 * Math.log10(signal[frame] / noise[frame]);
                sum += Math.max(LOWEST_DB, Math.min(HIGHEST_DB, snr));
                heard++;
            }
        }
        return heard == 0 ? Double.NaN : sum / heard;
    }

    /** Hann without the zeros at its ends. */
    private static double[] window(int samples) {
        double[] window = new double[samples];
        for (int n = 0; n < samples; n++) {
            window[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (n + 1) / (samples + 1));
        }
        return window;
    }
}
