package quietline.reference;

import quietline.weights.Tensor;

/**
 * Multiplies the last axis by a matrix: {@code y[..., o] = bias[o] + Σ over c weight[o,c] · x[...,
 * c]}; x (..., C) and weight (O, C) give y (..., O). The bias may be null.
 */
record Linear(Tensor weight, Tensor bias) implements Layer {

    Linear {
        Fit.requireRank(2, weight.shape(), "(O, C) of a matrix");
        Fit.requireBias(bias, weight.dimension(0));
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(outputShape(input.shape()));
        int outputs = weight.dimension(0);
        double[] x = new double[weight.dimension(1)];
        for (int row = 0; row < output.data().length / outputs; row++) {
            for (int c = 0; c < x.length; c++) {
                x[c] = input.data()[row * x.length + c];
            }
            double[] y = multiply(weight, bias, x);
            for (int o = 0; o < outputs; o++) {
                output.data()[row * outputs + o] = (float) y[o];
            }
        }
        return output;
    }

    static double[] multiply(Tensor weight, Tensor bias, double[] x) {
        double[] y = new double[weight.dimension(0)];
        for (int o = 0; o < y.length; o++) {
            double sum = bias == null ? 0 : bias.data()[o];
            for (int c = 0; c < x.length; c++) {
                sum += weight.data()[o * x.length + c] * x[c];
            }
            y[o] = sum;
        }
        return y;
    }

    @Override
    public int[] outputShape(int... inputShape) {
        int[] shape = inputShape.clone();
        int last = shape.length - 1;
        Fit.require(
                shape[last] == weight.dimension(1),
                "last axis has size %d, expected %d",
                shape[last],
                weight.dimension(1));
        shape[last] = weight.dimension(0);
        return shape;
    }

    @Override
    public Cost cost(int... inputShape) {
        long outputs = Tensor.count(outputShape(inputShape));
        return new Cost(
                Cost.parameters(weight, bias),
                outputs * weight.dimension(1),
                bias == null ? 0 : outputs);
    }
}
