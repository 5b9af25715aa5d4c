package quietline.reference;

import quietline.weights.Tensor;

/**
 * GTCRN's convolution block on whole tensors, x (1, 16, T, F) to y of the same shape: channels 0–7
 * are worked on, channels 8–15 pass by, and both leave interleaved, (h0, x8, h1, x9, …).
 *
 * <pre>
 * h = attention(contract(overTime(past zeros ++ expand(subbands(x[0..7])))))
 * expand: 24 → 16 at each place; overTime: depthwise 3×3, dilated in time; contract: 16 → 8
 * </pre>
 *
 * 2·dilation frames of zeros in front, and none behind, keep it causal.
 */
record OfflineGtConvBlock(
        int dilation, Layer expand, Layer overTime, Layer contract, Layer attention)
        implements Layer {

    private static final int CHANNELS = 16;
    private static final int HALF = 8;
    private static final int SUBBANDS = 24;

    static OfflineGtConvBlock encoder(NamedLayers named, int dilation) {
        NamedLayers point1 = named.within("point_conv1");
        NamedLayers depth = named.within("depth_conv");
        NamedLayers point2 = named.within("point_conv2");
        return of(
                named,
                dilation,
                Conv2d.pointwise(
                        point1.take("weight", CHANNELS, SUBBANDS, 1, 1),
                        point1.take("bias", CHANNELS)),
                Conv2d.depthwise(
                        depth.take("weight", CHANNELS, 1, 3, 3),
                        depth.take("bias", CHANNELS),
                        Axis.of(3).dilation(dilation),
                        Axis.of(3).padding(1),
                        CHANNELS),
                Conv2d.pointwise(
                        point2.take("weight", HALF, CHANNELS, 1, 1), point2.take("bias", HALF)));
    }

    /** The same with transposed convolutions: their kernels run backwards in time and frequency. */
    static OfflineGtConvBlock decoder(NamedLayers named, int dilation) {
        NamedLayers point1 = named.within("point_conv1");
        NamedLayers depth = named.within("depth_conv");
        NamedLayers point2 = named.within("point_conv2");
        return of(
                named,
                dilation,
                ConvTranspose2d.pointwise(
                        point1.take("weight", SUBBANDS, CHANNELS, 1, 1),
                        point1.take("bias", CHANNELS)),
                ConvTranspose2d.depthwise(
                        depth.take("weight", CHANNELS, 1, 3, 3),
                        depth.take("bias", CHANNELS),
                        Axis.of(3).padding(2 * dilation).dilation(dilation),
                        Axis.of(3).padding(1),
                        CHANNELS),
                ConvTranspose2d.pointwise(
                        point2.take("weight", CHANNELS, HALF, 1, 1), point2.take("bias", HALF)));
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
                TemporalAttention.of(named.within("tra"), HALF));
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

    /** (N, 8, T, F) twice → pairs (N, 8, 2, T, F) → (N, 16, T, F). */
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
