package quietline.measure;

/**
 * Segmental signal-to-noise ratio in dB (Loizou, Speech Enhancement): the mean of {@code
 * 10·log10(Σc² / Σ(c − e)²)}, limited to −10…35 dB, over frames of 30 ms under a Hann window, one
 * every 7.5 ms. Frames in which the clean signal is 40 dB below its loudest frame are ignored, as
 * are samples after the last whole frame. The measure depends on the level of the estimate.
 */
public final class SegmentalSnr {

    private static final double FRAME_SECONDS = 0.030;
    private static final int FRAMES_OVERLAPPING = 4;
    private static final double LOWEST_DB = -10;
    private static final double HIGHEST_DB = 35;
    private static final double SILENT = 1e-4;

    private SegmentalSnr() {}

    /** Returns the ratio, or NaN if the clean signal is silent or shorter than a frame. */
    public static double decibels(float[] clean, float[] estimate, int sampleRate) {
        Lengths.requireEqual(clean, estimate);
        Lengths.requireRate(sampleRate);
        double[] window = ThirdOctaves.hann((int) Math.round(FRAME_SECONDS * sampleRate));
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
        int audible = 0;
        for (int frame = 0; frame < signal.length; frame++) {
            if (signal[frame] > loudest * SILENT) {
                double snr = 10 * Math.log10(signal[frame] / noise[frame]);
                sum += Math.max(LOWEST_DB, Math.min(HIGHEST_DB, snr));
                audible++;
            }
        }
        return audible == 0 ? Double.NaN : sum / audible;
    }
}
