package quietline.measure;

/**
 * Scale-invariant signal-to-distortion ratio (Le Roux and others, 2019), in dB. With the means
 * taken out, the part of the estimate that is the clean signal at some level, {@code p = (⟨e,c⟩ /
 * ⟨c,c⟩)·c}, stands against the rest: {@code 10·log10(‖p‖² / ‖e − p‖²)}.
 */
public final class SiSdr {

    private SiSdr() {}

    /**
     * @return infinite for a copy, minus infinity where nothing of the clean signal is left, NaN
     *     where one of them is silent or not a number
     */
    public static double decibels(float[] clean, float[] estimate) {
        Pair.check(clean, estimate);
        double cleanMean = mean(clean);
        double estimateMean = mean(estimate);
        double cleanEnergy = 0;
        double product = 0;
        for (int i = 0; i < clean.length; i++) {
            double c = clean[i] - cleanMean;
            cleanEnergy += c * c;
            product += c * (estimate[i] - estimateMean);
        }
        double scale = product / cleanEnergy;
        double rest = 0;
        for (int i = 0; i < clean.length; i++) {
            double error = estimate[i] - estimateMean - scale * (clean[i] - cleanMean);
            rest += error * error;
        }
        return 10 * Math.log10(scale * scale * cleanEnergy / rest);
    }

    private static double mean(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        return sum / samples.length;
    }
}
