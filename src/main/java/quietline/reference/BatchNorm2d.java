package quietline.reference;

import quietline.weights.Tensor;

/**
 * Normalises each channel of x (N, C, H, W) by the mean and variance learned in training:
 *
 * <pre>
 * y[n,c,i,j] = weight[c] · (x[n,c,i,j] − mean[c]) / √(variance[c] + epsilon) + bias[c]
 * </pre>
 *
 * Mean and variance do not count as parameters.
 */
record BatchNorm2d(Tensor weight, Tensor bias, Tensor mean, Tensor variance, double epsilon)
        implements Layer {

    BatchNorm2d {
        int channels = weight.data().length;
        Fit.requireShape(weight, "the weight", channels);
        Fit.requireShape(bias, "the bias", channels);
        Fit.requireShape(mean, "the mean", channels);
        Fit.requireShape(variance, "the variance", channels);
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(outputShape(input.shape()));
        int places = Axes.blockSize(input.shape(), 2);
        for (int i = 0; i < output.data().length; i++) {
            int c = i / places % input.dimension(1);
            double scale = weight.data()[c] / Math.sqrt(variance.data()[c] + epsilon);
            double distance = (double) input.data()[i] - mean.data()[c];
            output.data()[i] = (float) (scale * distance + bias.data()[c]);
        }
        return output;
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, H, W) of an input");
        Fit.require(
                inputShape[1] == weight.data().length,
                "input has %d channels, expected %d",
                inputShape[1],
                weight.data().length);
        return inputShape.clone();
    }

    @Override
    public Cost cost(int... inputShape) {
        return new Cost(Cost.parameters(weight, bias), 0, 2L * Tensor.count(inputShape));
    }
}
