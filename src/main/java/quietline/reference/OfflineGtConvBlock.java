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
record OfflineGtConvBlock(Layer worked) implements Layer {

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
        Layer expand =
                new SubbandUnfold()
                        .then(point1)
                        .then(named.batchNorm("point_bn1", CHANNELS))
                        .then(named.pRelu("point_act"));
        Layer overTime =
                new SilentPast(2 * dilation)
                        .then(depth)
                        .then(named.batchNorm("depth_bn", CHANNELS))
                        .then(named.pRelu("depth_act"));
        Layer contract = point2.then(named.batchNorm("point_bn2", HALF));
        Layer attention = OfflineTemporalAttention.of(named.within("tra"), "att", HALF);
        return new OfflineGtConvBlock(expand.then(overTime).then(contract).then(attention));
    }

    @Override
    public Tensor apply(Tensor input) {
        Fit.requireRank(4, input.shape(), "(N, 16, T, F) of an input");
        Tensor h = worked.apply(Axes.slice(input, 1, 0, HALF));
        Tensor passed = Axes.slice(input, 1, HALF, input.dimension(1));
        return new ChannelShuffle().apply(Axes.concatenate(1, h, passed));
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
        return worked.cost(shape[0], HALF, shape[2], shape[3]);
    }
}
