package quietline.reference;

import quietline.weights.Tensor;

/**
 * A dual-path grouped recurrent network (DPGRNN): x and y have the shape (1, 16, T, 33). The first
 * path runs across the bands of each frame in both directions, the second across the frames of each
 * band.
 *
 * <pre>
 * a = x + intraNorm(intraLinear(intra(x)))      sequences of 33 bands, T of them
 * y = a + interNorm(interLinear(inter(a)))      sequences of T frames, 33 of them
 * </pre>
 */
record OfflineDpGrnn(
        Layer intra,
        Linear intraLinear,
        OfflineLayerNorm intraNorm,
        Layer inter,
        Linear interLinear,
        OfflineLayerNorm interNorm)
        implements Layer {

    private static final int CHANNELS = 16;
    private static final int HALF = 8;
    private static final int BANDS = 33;

    static OfflineDpGrnn of(NamedLayers named) {
        NamedLayers intra = named.within("intra_rnn");
        NamedLayers inter = named.within("inter_rnn");
        return new OfflineDpGrnn(
                new GroupedRecurrence(
                        intra.bidirectionalGru("rnn1", HALF, HALF / 2),
                        intra.bidirectionalGru("rnn2", HALF, HALF / 2)),
                named.linear("intra_fc", CHANNELS, CHANNELS),
                named.layerNorm("intra_ln", BANDS, CHANNELS),
                new GroupedRecurrence(inter.gru("rnn1", HALF, HALF), inter.gru("rnn2", HALF, HALF)),
                named.linear("inter_fc", CHANNELS, CHANNELS),
                named.layerNorm("inter_ln", BANDS, CHANNELS));
    }

    @Override
    public Tensor apply(Tensor input) {
        int[] shape = outputShape(input.shape());
        Tensor frames = Axes.permute(Axes.reshape(input, CHANNELS, shape[2], BANDS), 1, 2, 0);
        Tensor across = intra.then(intraLinear).then(intraNorm).apply(frames);
        Tensor a = Axes.add(frames, across);
        Tensor along = inter.then(interLinear).apply(Axes.permute(a, 1, 0, 2));
        Tensor y = Axes.add(a, interNorm.apply(Axes.permute(along, 1, 0, 2)));
        return Axes.reshape(Axes.permute(y, 2, 0, 1), shape);
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(1, 16, T, 33) of an input");
        Fit.require(inputShape[0] == 1, "batch size is %d, expected %d", inputShape[0], 1);
        KernelFit.requireChannels(inputShape[1], CHANNELS);
        Fit.require(
                inputShape[3] == BANDS, "input has %d bands, expected %d", inputShape[3], BANDS);
        return inputShape.clone();
    }

    @Override
    public Cost cost(int... inputShape) {
        return acrossBands(inputShape).plus(acrossFrames(inputShape));
    }

    Cost acrossBands(int... inputShape) {
        int frames = outputShape(inputShape)[2];
        return intra.then(intraLinear).then(intraNorm).cost(frames, BANDS, CHANNELS);
    }

    Cost acrossFrames(int... inputShape) {
        int frames = outputShape(inputShape)[2];
        return inter.then(interLinear)
                .cost(BANDS, frames, CHANNELS)
                .plus(interNorm.cost(frames, BANDS, CHANNELS));
    }
}
