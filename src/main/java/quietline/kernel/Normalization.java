package quietline.kernel;

/** The numbers of a layer normalisation over a whole frame. Nobody writes to the arrays. */
public record Normalization(float[] weight, float[] bias, float epsilon) {}
