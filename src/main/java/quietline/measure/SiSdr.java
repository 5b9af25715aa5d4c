package quietline.measure;

/**
 * Scale-invariant signal-to-distortion ratio in dB (Le Roux et al., 2019): {@code 10·log10(‖p‖² /
 * ‖e − p‖²)}, where c and e are the clean signal and the estimate without their means, and {@code p
 * = (⟨e,c⟩ / ⟨c,c⟩)·c} is the projection of e on c.
 */
public final class SiSdr {

    private SiSdr() {}

    /**
     * Returns the ratio: infinity for a copy, minus infinity for an estimate that is uncorrelated
     * with the clean signal, NaN if one of them is silent or contains NaN.
     */
    public static double decibels(float[] clean, float[] estimate) {
        Lengths.requireEqual(clean, estimate);
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
        double distortion = 0;
        for (int i = 0; i < clean.length; i++) {
            double error = estimate[i] - estimateMean - scale * (clean[i] - cleanMean);
            distortion += error * error;
        }
        return 10 * Math.log10(scale * scale * cleanEnergy / distortion);
    }

    private static double mean(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        return sum / samples.length;
    }
}
