package quietline.nn;

import java.util.Arrays;

/**
 * A factor and an offset for each channel, {@code y -> scale·y + shift}: the form of a batch
 * normalisation after training.
 */
public record Affine(float[] scale, float[] shift) {

    /**
     * Returns {@code weight·(y - mean)/√(variance + epsilon) + bias}, computed in double precision
     * so that folding loses no accuracy.
     */
    public static Affine ofBatchNorm(
            float[] weight, float[] bias, float[] mean, float[] variance, double epsilon) {
        float[] scale = new float[weight.length];
        float[] shift = new float[weight.length];
        for (int c = 0; c < weight.length; c++) {
            double factor = weight[c] / Math.sqrt(variance[c] + epsilon);
            scale[c] = (float) factor;
            shift[c] = (float) (bias[c] - mean[c] * factor);
        }
        return new Affine(scale, shift);
    }

    /** Returns the same factor for every channel, without a shift. */
    public static Affine uniform(int channels, float factor) {
        float[] scale = new float[channels];
        Arrays.fill(scale, factor);
        return new Affine(scale, new float[channels]);
    }
}
