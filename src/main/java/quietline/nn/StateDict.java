package quietline.nn;

import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.Normalization;
import quietline.weights.WeightsReader;

/** Reads whole layers from the weights, by the names that PyTorch gives to their tensors. */
public final class StateDict {

    private static final double BATCH_NORM_EPSILON = 1e-5;
    private static final float LAYER_NORM_EPSILON = 1e-8f;

    private final WeightsReader reader;

    public StateDict(WeightsReader reader) {
        this.reader = reader;
    }

    /** Returns a tensor that must have this shape. */
    public float[] take(String name, int... shape) {
        return reader.take(name, shape);
    }

    /** Folds the batch normalisation of this name into the convolution before it. */
    public ConvWeights normalised(ConvWeights conv, String norm) {
        return conv.then(batchNorm(norm, conv.shape().out().channels()));
    }

    /** Returns the batch normalisation of this name. */
    public Affine batchNorm(String name, int channels) {
        return Affine.ofBatchNorm(
                take(name + ".weight", channels),
                take(name + ".bias", channels),
                take(name + ".running_mean", channels),
                reader.takeNonNegative(name + ".running_var", channels),
                BATCH_NORM_EPSILON);
    }

    /** Folds in a batch normalisation, then adds the PReLU of the name {@code activation}. */
    public ConvWeights normalisedAndActive(ConvWeights conv, String norm, String activation) {
        return normalised(conv, norm).thenPRelu(take(activation + ".weight", 1)[0]);
    }

    /**
     * Returns one direction of a GRU.
     *
     * @param suffix {@code l0} or {@code l0_reverse}
     */
    public GruMatrices gru(String name, String suffix, int inputs, int units) {
        return new GruMatrices(
                inputs,
                units,
                take(name + ".weight_ih_" + suffix, 3 * units, inputs),
                take(name + ".weight_hh_" + suffix, 3 * units, units),
                take(name + ".bias_ih_" + suffix, 3 * units),
                take(name + ".bias_hh_" + suffix, 3 * units));
    }

    /** Returns a normalisation over frames of this shape. */
    public LayerNorm layerNorm(String name, int... shape) {
        float[] weight = take(name + ".weight", shape);
        float[] bias = take(name + ".bias", shape);
        return new LayerNorm(new Normalization(weight, bias, LAYER_NORM_EPSILON));
    }

    /** Returns a linear layer over the channels of each bin, as a convolution with one tap. */
    public ConvWeights linear(String name, int bins, int inputs, int outputs) {
        ConvShape shape = ConvShape.pointwise(new FrameShape(bins, inputs), outputs);
        float[] weight = take(name + ".weight", outputs, inputs);
        return ConvWeights.conv(shape, 1, weight, take(name + ".bias", outputs));
    }

    /**
     * Fails if a tensor is missing, has the wrong shape or was not asked for. Counters of training
     * steps are ignored.
     */
    public void finish() {
        reader.ignore(name -> name.endsWith("num_batches_tracked"));
        reader.finish();
    }
}
