package quietline.reference;

import quietline.weights.Tensor;
import quietline.weights.WeightsReader;

/** Makes layers from weights, by the names and shapes that PyTorch gives the tensors. */
record NamedLayers(WeightsReader weights, String prefix) {

    private static final double BATCH_NORM_EPSILON = 1e-5;
    private static final double LAYER_NORM_EPSILON = 1e-8;

    NamedLayers within(String name) {
        return new NamedLayers(weights, prefix + name + ".");
    }

    Tensor take(String name, int... shape) {
        return Tensor.of(weights.take(prefix + name, shape), shape);
    }

    /** Returns a convolution whose kernel has the size of the axes. */
    Conv2d conv(String name, int inputs, int outputs, Axis rows, Axis columns, int groups) {
        NamedLayers named = within(name);
        int[] shape = {outputs, inputs / groups, rows.kernel(), columns.kernel()};
        return new Conv2d(
                named.take("weight", shape), named.take("bias", outputs), rows, columns, groups);
    }

    /** Returns a transposed convolution whose kernel has the size of the axes. */
    ConvTranspose2d transposedConv(
            String name, int inputs, int outputs, Axis rows, Axis columns, int groups) {
        NamedLayers named = within(name);
        int[] shape = {inputs, outputs / groups, rows.kernel(), columns.kernel()};
        return new ConvTranspose2d(
                named.take("weight", shape), named.take("bias", outputs), rows, columns, groups);
    }

    Linear linear(String name, int outputs, int inputs) {
        NamedLayers named = within(name);
        return new Linear(named.take("weight", outputs, inputs), named.take("bias", outputs));
    }

    BatchNorm2d batchNorm(String name, int channels) {
        NamedLayers named = within(name);
        return new BatchNorm2d(
                named.take("weight", channels),
                named.take("bias", channels),
                named.take("running_mean", channels),
                named.take("running_var", channels),
                BATCH_NORM_EPSILON);
    }

    OfflineLayerNorm layerNorm(String name, int... axes) {
        NamedLayers named = within(name);
        return new OfflineLayerNorm(
                named.take("weight", axes), named.take("bias", axes), LAYER_NORM_EPSILON);
    }

    PRelu pRelu(String name) {
        return new PRelu(take(name + ".weight", 1));
    }

    AffinePRelu affinePRelu(String name, int channels, int bands) {
        NamedLayers named = within(name);
        return new AffinePRelu(
                named.take("affine_weight", channels, bands),
                named.take("affine_bias", channels, bands),
                named.take("slope_weight", channels));
    }

    OfflineGru gru(String name, int inputs, int hidden) {
        return gru(name, inputs, hidden, "_l0");
    }

    BidirectionalGru bidirectionalGru(String name, int inputs, int hidden) {
        return new BidirectionalGru(
                gru(name, inputs, hidden, "_l0"), gru(name, inputs, hidden, "_l0_reverse"));
    }

    private OfflineGru gru(String name, int inputs, int hidden, String suffix) {
        NamedLayers named = within(name);
        return new OfflineGru(
                named.take("weight_ih" + suffix, 3 * hidden, inputs),
                named.take("weight_hh" + suffix, 3 * hidden, hidden),
                named.take("bias_ih" + suffix, 3 * hidden),
                named.take("bias_hh" + suffix, 3 * hidden));
    }
}
