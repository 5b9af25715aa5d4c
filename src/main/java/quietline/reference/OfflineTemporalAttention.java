package quietline.reference;

import quietline.weights.Tensor;

/**
 * Scales each channel of each frame by a weight computed from the channel energies up to that
 * frame:
 *
 * <pre>
 * energy[n,t,c] = mean over f of x[n,c,t,f]²
 * y[n,c,t,f]    = x[n,c,t,f] · σ(linear(gru(energy)))[n,t,c]
 * </pre>
 */
record OfflineTemporalAttention(OfflineGru gru, Linear linear) implements Layer {

    /** Takes the weights {@code prefix_gru} and {@code prefix_fc}. */
    static OfflineTemporalAttention of(NamedLayers named, String prefix, int channels) {
        return new OfflineTemporalAttention(
                named.gru(prefix + "_gru", channels, 2 * channels),
                named.linear(prefix + "_fc", channels, 2 * channels));
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor energy = Axes.permute(Axes.meanSquares(input), 0, 2, 1);
        Tensor weight = gru.then(linear).then(Activation.SIGMOID).apply(energy);
        return Axes.scaleRows(input, Axes.permute(weight, 0, 2, 1));
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, T, F) of an input");
        gru.outputShape(sequence(inputShape));
        return inputShape.clone();
    }

    @Override
    public Cost cost(int... inputShape) {
        return gru.then(linear).cost(sequence(inputShape));
    }

    private static int[] sequence(int[] shape) {
        return new int[] {shape[0], shape[2], shape[1]};
    }
}
