package quietline.reference;

import quietline.weights.Tensor;

/** {@code y = x if x ≥ 0, else slope·x}, with one learned slope. */
record PRelu(Tensor slope) implements Layer {

    PRelu {
        Fit.requireShape(slope, "the slope", 1);
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(input.shape());
        for (int i = 0; i < output.data().length; i++) {
            float x = input.data()[i];
            output.data()[i] = x >= 0 ? x : slope.data()[0] * x;
        }
        return output;
    }

    @Override
    public int[] outputShape(int... inputShape) {
        return inputShape.clone();
    }

    @Override
    public Cost cost(int... inputShape) {
        return new Cost(1, 0, Tensor.count(inputShape));
    }
}
