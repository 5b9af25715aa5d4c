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

    /** Multiplies the kernel, at each output position, by the inputs that it covers. */
    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(outputShape(input.shape()));
        int at = 0;
        for (int n = 0; n < output.dimension(0); n++) {
            for (int o = 0; o < output.dimension(1); o++) {
                for (int i = 0; i < output.dimension(2); i++) {
                    for (int j = 0; j < output.dimension(3); j++) {
                        double sum = biasAt(o) + weightedSum(input, n, o, i, j);
                        output.data()[at++] = (float) sum;
                    }
                }
            }
        }
        return output;
    }

    private double weightedSum(Tensor input, int n, int o, int i, int j) {
        int[] kernel = weight.shape();
        int firstChannel = firstInputChannel(o);
        double sum = 0;
        for (int c = 0; c < kernel[1]; c++) {
            for (int k = 0; k < kernel[2]; k++) {
                int row = rows.inputAt(i, k);
                for (int l = 0; l < kernel[3]; l++) {
                    int column = columns.inputAt(j, l);
                    if (Axes.isInside(input.shape(), row, column)) {
                        float w = weight.data()[Axes.offset(kernel, o, c, k, l)];
                        int x = Axes.offset(input.shape(), n, firstChannel + c, row, column);
                        sum += (double) w * input.data()[x];
                    }
                }
            }
        }
        return sum;
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
