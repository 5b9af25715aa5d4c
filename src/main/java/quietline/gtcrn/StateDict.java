package quietline.gtcrn;

import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.Normalization;
import quietline.nn.Affine;
import quietline.nn.ConvWeights;
import quietline.nn.GruMatrices;
import quietline.nn.LayerNorm;
import quietline.weights.WeightsReader;

/** Takes whole layers out of the weights under PyTorch's names for their parts. */
final class StateDict {

    private static final double BATCH_NORM_EPSILON = 1e-5;
    private static final float LAYER_NORM_EPSILON = 1e-8f;

    private final WeightsReader reader;

    StateDict(WeightsReader reader) {
        this.reader = reader;
    }

    float[] take(String name, int... shape) {
        return reader.take(name, shape);
    }

    /** A convolution followed by the batch normalisation of that name. */
    ConvWeights normalised(ConvWeights conv, String norm) {
        int channels = conv.shape().out().channels();
        Affine affine =
                Affine.ofBatchNorm(
                        take(norm + ".weight", channels),
                        take(norm + ".bias", channels),
                        take(norm + ".running_mean", channels),
                        reader.takeNonNegative(norm + ".running_var", channels),
                        BATCH_NORM_EPSILON);
        return conv.then(affine);
    }

    ConvWeights normalisedAndActive(ConvWeights conv, String norm, String activation) {
        return normalised(conv, norm).thenPRelu(take(activation + ".weight", 1)[0]);
    }

    /** A recurrent unit; {@code suffix} is {@code l0} or {@code l0_reverse}. */
    GruMatrices gru(String name, String suffix, int inputs, int units) {
        return new GruMatrices(
                inputs,
                units,
                take(name + ".weight_ih_" + suffix, 3 * units, inputs),
                take(name + ".weight_hh_" + suffix, 3 * units, units),
                take(name + ".bias_ih_" + suffix, 3 * units),
                take(name + ".bias_hh_" + suffix, 3 * units));
    }

    LayerNorm layerNorm(String name, int... shape) {
        float[] weight = take(name + ".weight", shape);
        float[] bias = take(name + ".bias", shape);
        return new LayerNorm(new Normalization(weight, bias, LAYER_NORM_EPSILON));
    }

    /** A fully connected layer over the channels of each bin: a convolution with one tap. */
    ConvWeights linear(String name, int bins, int inputs, int outputs) {
        ConvShape shape = ConvShape.pointwise(new FrameShape(bins, inputs), outputs);
        float[] weight = take(name + ".weight", outputs, inputs);
        return ConvWeights.conv(shape, 1, weight, take(name + ".bias", outputs));
    }

    /** Only counters of training steps may be left over. */
    void finish() {
        reader.ignore(name -> name.endsWith("num_batches_tracked"));
        reader.finish();
    }
}
