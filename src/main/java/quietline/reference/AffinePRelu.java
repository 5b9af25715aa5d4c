package quietline.reference;

import quietline.weights.Tensor;

/**
 * Adds an affine function of x to its PReLU; x and y have the shape (N, C, T, F), weight and bias
 * (C, F), slope (C):
 *
 * <pre>
 * y[n,c,t,f] = weight[c,f]·x + bias[c,f] + (x ≥ 0 ? x : slope[c]·x),  x = x[n,c,t,f]
 * </pre>
 */
record AffinePRelu(Tensor weight, Tensor bias, Tensor slope) implements Layer {

    AffinePRelu {
        Fit.requireRank(2, weight.shape(), "(C, F) of an affine weight");
        Fit.requireShape(bias, "the affine bias", weight.shape());
        Fit.requireShape(slope, "the slope", weight.dimension(0));
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(outputShape(input.shape()));
        int bands = input.dimension(3);
        int framesAndBands = input.dimension(2) * bands;
        for (int i = 0; i < output.data().length; i++) {
            int c = i / framesAndBands % input.dimension(1);
            int at = c * bands + i % bands;
            double x = input.data()[i];
            double rectified = x >= 0 ? x : slope.data()[c] * x;
            output.data()[i] = (float) (weight.data()[at] * x + bias.data()[at] + rectified);
        }
        return output;
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, T, F) of an input");
        KernelFit.requireChannels(inputShape[1], weight.dimension(0));
        Fit.require(
                inputShape[3] == weight.dimension(1),
                "input has %d bands, expected %d",
                inputShape[3],
                weight.dimension(1));
        return inputShape.clone();
    }

    /** Counts three elementwise operations: one for the PReLU, two for the affine function. */
    @Override
    public Cost cost(int... inputShape) {
        long outputs = Tensor.count(outputShape(inputShape));
        return new Cost(Cost.parameters(weight, bias, slope), 0, 3 * outputs);
    }
}
