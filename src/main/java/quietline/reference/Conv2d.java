package quietline.reference;

import quietline.weights.Tensor;

/**
 * Two-dimensional convolution of x (N, C, H, W) with weight w (O, C/groups, KH, KW). Output channel
 * o of group g reads only the input channels of group g. With one group per channel it is a
 * depthwise convolution, with a 1×1 kernel a pointwise one: a matrix over the channels.
 *
 * <pre>
 * y[n,o,i,j] = bias[o] + Σ over c,k,l  w[o,c,k,l] · x[n, g·C/groups + c, row(i,k), column(j,l)]
 * row(i,k)   = i·stride − padding + k·dilation; x is zero outside its rows and columns
 * y: (N, O, OH, OW), OH = ⌊(H + 2·padding − dilation·(KH − 1) − 1) / stride⌋ + 1, OW alike
 * </pre>
 *
 * The bias may be null.
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
                    "output padding of a convolution must be 0, got %d",
                    axis.outputPadding());
        }
    }

    public int inputChannels() {
        return weight.dimension(1) * groups;
    }

    public int outputChannels() {
        return weight.dimension(0);
    }

    /** Returns the first input channel of an output channel's group. */
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

    Tensor apply(Tensor input, ConvForm form) {
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

    /** Counts C/groups·KH·KW multiply-adds per output. */
    @Override
    public Cost cost(int... inputShape) {
        long outputs = Tensor.count(outputShape(inputShape));
        return new Cost(
                Cost.parameters(weight, bias),
                outputs * Axes.blockSize(weight.shape(), 1),
                bias == null ? 0 : outputs);
    }
}
