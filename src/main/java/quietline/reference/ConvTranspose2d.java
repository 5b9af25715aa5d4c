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

    /** Adds the kernel, scaled by each input, to the output. */
    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(outputShape(input.shape()));
        double[] sum = new double[output.data().length];
        int at = 0;
        for (int n = 0; n < input.dimension(0); n++) {
            for (int c = 0; c < input.dimension(1); c++) {
                for (int i = 0; i < input.dimension(2); i++) {
                    for (int j = 0; j < input.dimension(3); j++) {
                        addKernel(input.data()[at++], output.shape(), sum, n, c, i, j);
                    }
                }
            }
        }
        int placesPerChannel = Axes.blockSize(output.shape(), 2);
        for (int i = 0; i < sum.length; i++) {
            int channel = i / placesPerChannel % outputChannels();
            float shift = bias == null ? 0 : bias.data()[channel];
            output.data()[i] = (float) (sum[i] + shift);
        }
        return output;
    }

    private void addKernel(float x, int[] to, double[] sum, int n, int c, int i, int j) {
        int[] kernel = weight.shape();
        int group = c / (inputChannels() / groups);
        for (int o = 0; o < kernel[1]; o++) {
            for (int k = 0; k < kernel[2]; k++) {
                int row = rows.inputAt(i, k);
                for (int l = 0; l < kernel[3]; l++) {
                    int column = columns.inputAt(j, l);
                    if (Axes.isInside(to, row, column)) {
                        float w = weight.data()[Axes.offset(kernel, c, o, k, l)];
                        int y = Axes.offset(to, n, group * kernel[1] + o, row, column);
                        sum[y] += (double) w * x;
                    }
                }
            }
        }
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
     * Counts O/groups·KH·KW multiply-adds per input, less those that fall on dropped outputs.
     * Profilers count C/groups·KH·KW per output; the rest are products with zeros.
     */
    @Override
    public Cost cost(int... inputShape) {
        int[] outputShape = outputShape(inputShape);
        long outputs = Tensor.count(outputShape);
        long perOutput = (long) inputChannels() / groups * Axes.blockSize(weight.shape(), 2);
        long places =
                (long) Math.min(inputShape[2], outputShape[2])
                        * Math.min(inputShape[3], outputShape[3]);
        long products = inputShape[0] * outputChannels() * places * perOutput;
        return new Cost(
                Cost.parameters(weight, bias),
                products,
                outputs * perOutput - products,
                bias == null ? 0 : outputs);
    }
}
