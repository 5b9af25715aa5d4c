package quietline.reference;

import quietline.weights.Tensor;

/**
 * Computes a convolution by its definition: at each output position (i, j), the inputs that the
 * kernel covers are multiplied by it and summed.
 */
record SlidingWindow() implements ConvForm {

    @Override
    public Tensor apply(Conv2d conv, Tensor input) {
        Tensor output = Tensor.zeros(conv.outputShape(input.shape()));
        int at = 0;
        for (int n = 0; n < output.dimension(0); n++) {
            for (int o = 0; o < output.dimension(1); o++) {
                for (int i = 0; i < output.dimension(2); i++) {
                    for (int j = 0; j < output.dimension(3); j++) {
                        double sum = conv.biasAt(o) + weightedSum(conv, input, n, o, i, j);
                        output.data()[at++] = (float) sum;
                    }
                }
            }
        }
        return output;
    }

    private static double weightedSum(Conv2d conv, Tensor input, int n, int o, int i, int j) {
        int[] kernel = conv.weight().shape();
        int firstChannel = conv.firstInputChannel(o);
        double sum = 0;
        for (int c = 0; c < kernel[1]; c++) {
            for (int k = 0; k < kernel[2]; k++) {
                int row = conv.rows().inputAt(i, k);
                for (int l = 0; l < kernel[3]; l++) {
                    int column = conv.columns().inputAt(j, l);
                    if (Axes.isInside(input.shape(), row, column)) {
                        float w = conv.weight().data()[Axes.offset(kernel, o, c, k, l)];
                        int x = Axes.offset(input.shape(), n, firstChannel + c, row, column);
                        sum += (double) w * input.data()[x];
                    }
                }
            }
        }
        return sum;
    }
}
