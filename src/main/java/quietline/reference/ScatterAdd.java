package quietline.reference;

import quietline.weights.Tensor;

/**
 * Computes a transposed convolution by its definition: each input adds the kernel, scaled by that
 * input, to the output.
 */
record ScatterAdd() implements ConvTransposeForm {

    @Override
    public Tensor apply(ConvTranspose2d conv, Tensor input) {
        Tensor output = Tensor.zeros(conv.outputShape(input.shape()));
        double[] sum = new double[output.data().length];
        int at = 0;
        for (int n = 0; n < input.dimension(0); n++) {
            for (int c = 0; c < input.dimension(1); c++) {
                for (int i = 0; i < input.dimension(2); i++) {
                    for (int j = 0; j < input.dimension(3); j++) {
                        addKernel(conv, input.data()[at++], output.shape(), sum, n, c, i, j);
                    }
                }
            }
        }
        int placesPerChannel = Axes.blockSize(output.shape(), 2);
        for (int i = 0; i < sum.length; i++) {
            int channel = i / placesPerChannel % conv.outputChannels();
            float shift = conv.bias() == null ? 0 : conv.bias().data()[channel];
            output.data()[i] = (float) (sum[i] + shift);
        }
        return output;
    }

    private static void addKernel(
            ConvTranspose2d conv, float x, int[] to, double[] sum, int n, int c, int i, int j) {
        int[] kernel = conv.weight().shape();
        int group = c / (conv.inputChannels() / conv.groups());
        for (int o = 0; o < kernel[1]; o++) {
            for (int k = 0; k < kernel[2]; k++) {
                int row = conv.rows().inputAt(i, k);
                for (int l = 0; l < kernel[3]; l++) {
                    int column = conv.columns().inputAt(j, l);
                    if (Axes.isInside(to, row, column)) {
                        float w = conv.weight().data()[Axes.offset(kernel, c, o, k, l)];
                        int y = Axes.offset(to, n, group * kernel[1] + o, row, column);
                        sum[y] += (double) w * x;
                    }
                }
            }
        }
    }
}
