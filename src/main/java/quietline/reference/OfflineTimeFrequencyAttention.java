package quietline.reference;

import quietline.weights.Tensor;

/**
 * Scales each channel of a frame by a weight from the frames up to it, and each band by a weight
 * from that frame alone; x and y have the shape (N, C, T, F), and both weights come from x:
 *
 * <pre>
 * y[n,c,t,f] = overTime(x)[n,t,c] · overBands(x)[n,t,f] · x[n,c,t,f]
 * </pre>
 */
record OfflineTimeFrequencyAttention(
        OfflineTemporalAttention overTime, OfflineBandAttention overBands) implements Layer {

    static OfflineTimeFrequencyAttention of(NamedLayers named, int channels) {
        return new OfflineTimeFrequencyAttention(
                OfflineTemporalAttention.of(named, "ta", channels),
                OfflineBandAttention.of(named.within("fa")));
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor scaled = Axes.permute(overTime.apply(input), 0, 2, 3, 1);
        return Axes.permute(Axes.scaleRows(scaled, overBands.weights(input)), 0, 3, 1, 2);
    }

    @Override
    public int[] outputShape(int... inputShape) {
        return overTime.outputShape(inputShape);
    }

    @Override
    public Cost cost(int... inputShape) {
        return overTime.cost(inputShape).plus(overBands.cost(inputShape));
    }
}
