package quietline.streaming.batch;

/**
 * Estimates noise levels without a clean reference. The 10 % of 20 ms frames that are quietest
 * after enhancement count as pauses, and their mean power as that of the noise: {@code reduction =
 * noise before / noise after}, {@code SNR = (mean - noise) / noise}. Without pauses the noise is
 * overestimated. There is one object per channel, which owns a histogram and no samples.
 */
final class NoiseLevels {

    private static final int LOWEST_DECIBELS = -140;
    private static final int BINS = 170;
    private static final double PAUSES = 0.1;
    private static final double SILENCE = 1e-14;
    private static final double HIGHEST_DECIBELS = 99;

    private final int frameSamples;
    private final long[] frames = new long[BINS];
    private final double[] noisyPower = new double[BINS];
    private final double[] cleanPower = new double[BINS];
    private int inFrame;
    private double noisySum;
    private double cleanSum;
    private float noisyPeak;
    private float cleanPeak;

    /** The estimates in decibels; NaN if all frames are silent. */
    record Finding(double reductionDecibels, double snrBeforeDecibels, double snrAfterDecibels) {}

    NoiseLevels(int sampleRate) {
        frameSamples = Math.max(1, sampleRate / 50);
    }

    /** Adds samples before and after enhancement. */
    void add(float[] noisy, float[] clean, int count) {
        int at = 0;
        while (at < count) {
            int end = Math.min(count, at + frameSamples - inFrame);
            addWithinFrame(noisy, clean, at, end);
            inFrame += end - at;
            at = end;
            if (inFrame == frameSamples) {
                endFrame();
            }
        }
    }

    private void addWithinFrame(float[] noisy, float[] clean, int from, int to) {
        double noisyPart = 0;
        double cleanPart = 0;
        float noisyMost = noisyPeak;
        float cleanMost = cleanPeak;
        for (int i = from; i < to; i++) {
            float before = noisy[i];
            float after = clean[i];
            noisyPart += before * before;
            cleanPart += after * after;
            // Math.max would take longer than all the rest.
            noisyMost = Math.abs(before) > noisyMost ? Math.abs(before) : noisyMost;
            cleanMost = Math.abs(after) > cleanMost ? Math.abs(after) : cleanMost;
        }
        noisySum += noisyPart;
        cleanSum += cleanPart;
        noisyPeak = noisyMost;
        cleanPeak = cleanMost;
    }

    private void endFrame() {
        // Digital silence contains no noise to measure.
        if (noisySum / frameSamples > SILENCE) {
            double decibels = 10 * Math.log10(cleanSum / frameSamples + SILENCE);
            int bin = (int) Math.max(0, Math.min(BINS - 1, decibels - LOWEST_DECIBELS));
            frames[bin]++;
            noisyPower[bin] += noisySum / frameSamples;
            cleanPower[bin] += cleanSum / frameSamples;
        }
        inFrame = 0;
        noisySum = 0;
        cleanSum = 0;
    }

    /** Adds the measurements of another channel. */
    void merge(NoiseLevels other) {
        for (int bin = 0; bin < BINS; bin++) {
            frames[bin] += other.frames[bin];
            noisyPower[bin] += other.noisyPower[bin];
            cleanPower[bin] += other.cleanPower[bin];
        }
        noisyPeak = Math.max(noisyPeak, other.noisyPeak);
        cleanPeak = Math.max(cleanPeak, other.cleanPeak);
    }

    Finding finding() {
        long all = 0;
        double noisyAll = 0;
        double cleanAll = 0;
        for (int bin = 0; bin < BINS; bin++) {
            all += frames[bin];
            noisyAll += noisyPower[bin];
            cleanAll += cleanPower[bin];
        }
        if (all == 0) {
            return new Finding(Double.NaN, Double.NaN, Double.NaN);
        }
        long pauses = 0;
        double noisyNoise = 0;
        double cleanNoise = 0;
        for (int bin = 0; bin < BINS && pauses < PAUSES * all; bin++) {
            pauses += frames[bin];
            noisyNoise += noisyPower[bin];
            cleanNoise += cleanPower[bin];
        }
        double before = noisyNoise / pauses;
        double after = cleanNoise / pauses + SILENCE;
        return new Finding(
                decibels(before / after),
                decibels(noisyAll / all / before - 1),
                decibels(cleanAll / all / after - 1));
    }

    private static double decibels(double ratio) {
        double decibels = 10 * Math.log10(Math.max(ratio, 1e-10));
        return Math.max(-HIGHEST_DECIBELS, Math.min(HIGHEST_DECIBELS, decibels));
    }

    float noisyPeak() {
        return noisyPeak;
    }

    float cleanPeak() {
        return cleanPeak;
    }
}
