package quietline.kernel;

/** The parameters of a layer normalisation over a whole frame. Immutable by convention. */
public record Normalization(float[] weight, float[] bias, float epsilon) {}
