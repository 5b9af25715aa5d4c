package quietline.reference;

import quietline.weights.Tensor;

/**
 * Transposed convolution of x (N, C, H, W) with weight w (C, O/groups, KH, KW): the adjoint of
 * {@link Conv2d}. Input channel c of group g adds only to the output channels of group g.
 *
 * <pre>
 * y[n, g·O/groups + o, row(i,k), column(j,l)] += w[c,o,k,l] · x[n,c,i,j], starting from bias
 * row(i,k) = i·stride − padding + k·dilation; rows and columns outside y are dropped
 * y: (N, O, OH, OW), OH = (H − 1)·stride − 2·padding + dilation·(KH − 1) + 1 + outputPadding
 * </pre>
 *
 * The bias may be null.
 */
public record ConvTranspose2d(Tensor weight, Tensor bias, Axis rows, Axis columns, int groups)
        implements Layer {

    public ConvTranspose2d {
        Fit.requireRank(4, weight.shape(), "(C, O/groups, KH, KW) of a transposed kernel");
        KernelFit.require(weight, rows, columns, groups);
        Fit.requireBias(bias, weight.dimension(1) * groups);
    }

    public int inputChannels() {
        return weight.dimension(0);
    }

    public int outputChannels() {
        return weight.dimension(1) * groups;
    }

    /** Returns the convolution with the same kernel, from this one's outputs to its inputs. */
    public Conv2d transposed() {
        return new Conv2d(weight, null, rows.outputPadding(0), columns.outputPadding(0), groups);
    }

    @Override
    public Tensor apply(Tensor input) {
        return apply(input, new ScatterAdd());
    }

    Tensor apply(Tensor input, ConvTransposeForm form) {
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
     * Counts C/groups·KH·KW multiply-adds per output, as profilers do. With a stride, most of them
     * would multiply the zeros between the inputs, which {@link ScatterAdd} skips.
     */
    @Override
    public Cost cost(int... inputShape) {
        long outputs = Tensor.count(outputShape(inputShape));
        long products = outputs * (inputChannels() / groups) * Axes.blockSize(weight.shape(), 2);
        return new Cost(Cost.parameters(weight, bias), products, bias == null ? 0 : outputs);
    }
}
