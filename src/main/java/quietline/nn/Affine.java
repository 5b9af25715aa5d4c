package quietline.nn;

import java.util.Arrays;

/**
 * {@code y -> scale·y + shift} in each channel: what a batch normalisation is once it is trained.
 */
public record Affine(float[] scale, float[] shift) {

    /**
     * {@code weight·(y - mean)/√(variance + epsilon) + bias}, in doubles so that folding costs
     * nothing.
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

    /** The same factor for every channel, and no shift. */
    public static Affine uniform(int channels, float factor) {
        float[] scale = new float[channels];
        Arrays.fill(scale, factor);
        return new Affine(scale, new float[channels]);
    }
}
