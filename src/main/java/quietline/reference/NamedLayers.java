package quietline.reference;

import quietline.weights.Tensor;
import quietline.weights.WeightsReader;

/** Layers made of a network's tensors, asked for by the names PyTorch gives them. */
record NamedLayers(WeightsReader weights, String prefix) {

    private static final double BATCH_NORM_EPSILON = 1e-5;
    private static final double LAYER_NORM_EPSILON = 1e-8;

    NamedLayers within(String name) {
        return new NamedLayers(weights, prefix + name + ".");
    }

    Tensor take(String name, int... shape) {
        return Tensor.of(weights.take(prefix + name, shape), shape);
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

    LayerNorm layerNorm(String name, int... axes) {
        NamedLayers named = within(name);
        return new LayerNorm(
                named.take("weight", axes), named.take("bias", axes), LAYER_NORM_EPSILON);
    }

    PRelu pRelu(String name) {
        return new PRelu(take(name + ".weight", 1));
    }

    Gru gru(String name, int inputs, int hidden) {
        return gru(name, inputs, hidden, "_l0");
    }

    BidirectionalGru bidirectionalGru(String name, int inputs, int hidden) {
        return new BidirectionalGru(
                gru(name, inputs, hidden, "_l0"), gru(name, inputs, hidden, "_l0_reverse"));
    }

    private Gru gru(String name, int inputs, int hidden, String suffix) {
        NamedLayers named = within(name);
        return new Gru(
                named.take("weight_ih" + suffix, 3 * hidden, inputs),
                named.take("weight_hh" + suffix, 3 * hidden, hidden),
                named.take("bias_ih" + suffix, 3 * hidden),
                named.take("bias_hh" + suffix, 3 * hidden));
    }
}
