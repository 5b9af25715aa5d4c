package quietline.reference;

import quietline.weights.Tensor;

/**
 * The transpose of {@link Conv2d}: what a convolution gathers from its inputs, this hands back to
 * them. x (N, C, H, W) with weight w (C, O/groups, KH, KW); channel c of group g feeds only the
 * output channels of group g.
 *
 * <pre>
 * y[n, g·O/groups + o, row(i,k), column(j,l)] += w[c,o,k,l] · x[n,c,i,j], starting from bias
 * row(i,k) = i·stride − padding + k·dilation, dropped where that lies outside y
 * y: (N, O, OH, OW), OH = (H − 1)·stride − 2·padding + dilation·(KH − 1) + 1 + outputPadding
 * </pre>
 *
 * A null bias is none.
 */
public record ConvTranspose2d(Tensor weight, Tensor bias, Axis rows, Axis columns, int groups)
        implements Layer {

    public ConvTranspose2d {
        Fit.requireRank(4, weight.shape(), "(C, O/groups, KH, KW) of a transposed kernel");
        KernelFit.require(weight, rows, columns, groups);
        Fit.requireBias(bias, weight.dimension(1) * groups);
    }

    /** A 1×1 kernel: at each place, a matrix over the channels, its weight (C, O, 1, 1). */
    public static ConvTranspose2d pointwise(Tensor weight, Tensor bias) {
        return new ConvTranspose2d(weight, bias, Axis.of(1), Axis.of(1), 1);
    }

    /** As many groups as channels: weight (C, multiplier, KH, KW), each channel by itself. */
    public static ConvTranspose2d depthwise(
            Tensor weight, Tensor bias, Axis rows, Axis columns, int channels) {
        return new ConvTranspose2d(weight, bias, rows, columns, channels);
    }

    public int inputChannels() {
        return weight.dimension(0);
    }

    public int outputChannels() {
        return weight.dimension(1) * groups;
    }

    /** The convolution this transposes: from this one's outputs to its inputs, the same kernel. */
    public Conv2d transposed() {
        return new Conv2d(weight, null, rows.outputPadding(0), columns.outputPadding(0), groups);
    }

    @Override
    public Tensor apply(Tensor input) {
        return apply(input, new ScatterAdd());
    }

    public Tensor apply(Tensor input, ConvTransposeForm form) {
        return form.apply(this, input);
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, H, W) of an input");
        KernelFit.requireChannels(inputShape[1], inputChannels());
        return new int[] {
            inputShape[0],
            outputChannels(),
            rows.transposedOutputSize(inputShape[2]),
            columns.transposedOutputSize(inputShape[3])
        };
    }

    /**
     * As if each output summed C/groups·KH·KW products, as profilers count; with a stride, most of
     * these are products with the zeros between the inputs, which scatter-add never makes.
     */
    @Override
    public Cost cost(int... inputShape) {
        long outputs = Tensor.count(outputShape(inputShape));
        long products = outputs * (inputChannels() / groups) * Axes.blockSize(weight.shape(), 2);
        return new Cost(Cost.parameters(weight, bias), products, bias == null ? 0 : outputs);
    }
}
