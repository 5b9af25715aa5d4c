package quietline.reference;

import quietline.weights.Tensor;

/**
 * Computes a convolution as matrix × kernel vector: row p of the matrix U holds the inputs that the
 * kernel covers at output position p, and {@code y[o] = U·w[o] + bias[o]} for each output channel
 * o. Each group uses its own columns of U.
 */
record FlattenedInput(Conv2d conv) {

    Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(conv.outputShape(input.shape()));
        Tensor unfolded = new Unfold(conv.rows(), conv.columns()).apply(input);
        Tensor regions = Axes.permute(unfolded, 0, 2, 1);
        int places = regions.dimension(1);
        int at = 0;
        for (int n = 0; n < output.dimension(0); n++) {
            for (int o = 0; o < output.dimension(1); o++) {
                for (int place = 0; place < places; place++) {
                    double sum = conv.biasAt(o) + dot(o, regions, n * places + place);
                    output.data()[at++] = (float) sum;
                }
            }
        }
        return output;
    }

    private double dot(int o, Tensor regions, int row) {
        float[] kernel = conv.weight().data();
        int length = Axes.blockSize(conv.weight().shape(), 1);
        int taps = Axes.blockSize(conv.weight().shape(), 2);
        int region = row * regions.dimension(2) + conv.firstInputChannel(o) * taps;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) kernel[o * length + i] * regions.data()[region + i];
        }
        return sum;
    }
}
