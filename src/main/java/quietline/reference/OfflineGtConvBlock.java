package quietline.reference;

import quietline.weights.Tensor;

/**
 * GTCRN's convolution block: x and y have the shape (1, 16, T, F). Channels 0–7 are processed,
 * channels 8–15 pass unchanged, and the output interleaves both: (h0, x8, h1, x9, …).
 *
 * <pre>
 * h = attention(contract(overTime(past zeros ++ expand(subbands(x[0..7])))))
 * expand: 24 → 16 pointwise; overTime: depthwise 3×3, dilated in time; contract: 16 → 8 pointwise
 * </pre>
 *
 * The 2·dilation frames of zeros stand only before the first frame, so the block is causal.
 */
record OfflineGtConvBlock(
        int dilation, Layer expand, Layer overTime, Layer contract, Layer attention)
        implements Layer {

    private static final int CHANNELS = 16;
    private static final int HALF = 8;
    private static final int SUBBANDS = 24;
    private static final Axis POINT = Axis.of(1);
    private static final Axis BANDS = Axis.of(3).padding(1);

    static OfflineGtConvBlock encoder(NamedLayers named, int dilation) {
        Axis frames = Axis.of(3).dilation(dilation);
        return of(
                named,
                dilation,
                named.conv("point_conv1", SUBBANDS, CHANNELS, POINT, POINT, 1),
                named.conv("depth_conv", CHANNELS, CHANNELS, frames, BANDS, CHANNELS),
                named.conv("point_conv2", CHANNELS, HALF, POINT, POINT, 1));
    }

    /** As the encoder's block, with transposed convolutions: their kernels are reversed. */
    static OfflineGtConvBlock decoder(NamedLayers named, int dilation) {
        Axis frames = Axis.of(3).padding(2 * dilation).dilation(dilation);
        return of(
                named,
                dilation,
                named.transposedConv("point_conv1", SUBBANDS, CHANNELS, POINT, POINT, 1),
                named.transposedConv("depth_conv", CHANNELS, CHANNELS, frames, BANDS, CHANNELS),
                named.transposedConv("point_conv2", CHANNELS, HALF, POINT, POINT, 1));
    }

    private static OfflineGtConvBlock of(
            NamedLayers named, int dilation, Layer point1, Layer depth, Layer point2) {
        return new OfflineGtConvBlock(
                dilation,
                new SubbandUnfold()
                        .then(point1)
                        .then(named.batchNorm("point_bn1", CHANNELS))
                        .then(named.pRelu("point_act")),
                depth.then(named.batchNorm("depth_bn", CHANNELS)).then(named.pRelu("depth_act")),
                point2.then(named.batchNorm("point_bn2", HALF)),
                OfflineTemporalAttention.of(named.within("tra"), HALF));
    }

    @Override
    public Tensor apply(Tensor input) {
        Fit.requireRank(4, input.shape(), "(N, 16, T, F) of an input");
        Tensor worked = Axes.slice(input, 1, 0, HALF);
        Tensor passed = Axes.slice(input, 1, HALF, input.dimension(1));
        Tensor expanded = Axes.padFront(expand.apply(worked), 2, 2 * dilation);
        Tensor h = overTime.then(contract).then(attention).apply(expanded);
        return interleaved(h, passed);
    }

    /** Joins two (N, 8, T, F) to pairs (N, 8, 2, T, F), then to (N, 16, T, F). */
    private static Tensor interleaved(Tensor even, Tensor odd) {
        int[] shape = even.shape();
        int[] single = {shape[0], shape[1], 1, shape[2], shape[3]};
        Tensor pairs = Axes.concatenate(2, Axes.reshape(even, single), Axes.reshape(odd, single));
        return Axes.reshape(pairs, shape[0], 2 * shape[1], shape[2], shape[3]);
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, 16, T, F) of an input");
        KernelFit.requireChannels(inputShape[1], CHANNELS);
        return inputShape.clone();
    }

    @Override
    public Cost cost(int... inputShape) {
        int[] shape = outputShape(inputShape);
        int[] worked = {shape[0], HALF, shape[2], shape[3]};
        int[] padded = {shape[0], CHANNELS, shape[2] + 2 * dilation, shape[3]};
        return expand.cost(worked).plus(overTime.then(contract).then(attention).cost(padded));
    }
}
