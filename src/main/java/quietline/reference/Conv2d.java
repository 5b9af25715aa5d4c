package quietline.reference;

import quietline.weights.Tensor;

/**
 * Two-dimensional convolution (as networks call it: the kernel is not turned round) of x (N, C, H,
 * W) with weight w (O, C/groups, KH, KW); channel o of group g sees only the channels of group g.
 *
 * <pre>
 * y[n,o,i,j] = bias[o] + Σ over c,k,l  w[o,c,k,l] · x[n, g·C/groups + c, row(i,k), column(j,l)]
 * row(i,k)   = i·stride − padding + k·dilation, and a zero where that lies outside x
 * y: (N, O, OH, OW), OH = ⌊(H + 2·padding − dilation·(KH − 1) − 1) / stride⌋ + 1, OW alike
 * </pre>
 *
 * A null bias is none.
 */
public record Conv2d(Tensor weight, Tensor bias, Axis rows, Axis columns, int groups)
        implements Layer {

    public Conv2d {
        Fit.requireRank(4, weight.shape(), "(O, C/groups, KH, KW) of a kernel");
        KernelFit.require(weight, rows, columns, groups);
        Fit.requireBias(bias, weight.dimension(0));
        for (Axis axis : new Axis[] {rows, columns}) {
            Fit.require(
                    axis.outputPadding() == 0,
                    "an output padding of %d where only a transposed convolution has other than %d",
                    axis.outputPadding(),
                    0);
        }
    }

    /** A 1×1 kernel: at each place, a matrix over the channels. */
    public static Conv2d pointwise(Tensor weight, Tensor bias) {
        return new Conv2d(weight, bias, Axis.of(1), Axis.of(1), 1);
    }

    /** As many groups as channels: weight (C·multiplier, 1, KH, KW), each channel by itself. */
    public static Conv2d depthwise(
            Tensor weight, Tensor bias, Axis rows, Axis columns, int channels) {
        return new Conv2d(weight, bias, rows, columns, channels);
    }

    /** Space first, each channel by itself, then channels, each place by itself. */
    public static Layer depthwiseSeparable(
            Tensor depthwiseWeight, Tensor pointwiseWeight, Axis rows, Axis columns) {
        int channels = depthwiseWeight.dimension(0);
        return depthwise(depthwiseWeight, null, rows, columns, channels)
                .then(pointwise(pointwiseWeight, null));
    }

    public int inputChannels() {
        return weight.dimension(1) * groups;
    }

    public int outputChannels() {
        return weight.dimension(0);
    }

    /** The first input channel that an output channel's group sees. */
    int firstInputChannel(int outputChannel) {
        int group = outputChannel / (outputChannels() / groups);
        return group * weight.dimension(1);
    }

    float biasAt(int outputChannel) {
        return bias == null ? 0 : bias.data()[outputChannel];
    }

    @Override
    public Tensor apply(Tensor input) {
        return apply(input, new SlidingWindow());
    }

    public Tensor apply(Tensor input, ConvForm form) {
        return form.apply(this, input);
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, H, W) of an input");
        KernelFit.requireChannels(inputShape[1], inputChannels());
        return new int[] {
            inputShape[0],
            outputChannels(),
            rows.outputSize(inputShape[2]),
            columns.outputSize(inputShape[3])
        };
    }

    /** Each output sums C/groups·KH·KW products. */
    @Override
    public Cost cost(int... inputShape) {
        long outputs = Tensor.count(outputShape(inputShape));
        return new Cost(
                Cost.parameters(weight, bias),
                outputs * Axes.blockSize(weight.shape(), 1),
                bias == null ? 0 : outputs);
    }
}
