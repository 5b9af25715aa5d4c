package quietline.reference;

import java.util.function.DoubleUnaryOperator;
import quietline.weights.Tensor;

/** Applies a function to each number: {@code y = f(x)}. */
enum Activation implements Layer {
    /** {@code 1 / (1 + e⁻ˣ)}. */
    SIGMOID(Activation::sigmoid),
    /** {@code tanh(x)}. */
    TANH(Math::tanh);

    private final DoubleUnaryOperator function;

    Activation(DoubleUnaryOperator function) {
        this.function = function;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(input.shape());
        for (int i = 0; i < output.data().length; i++) {
            output.data()[i] = (float) function.applyAsDouble(input.data()[i]);
        }
        return output;
    }

    @Override
    public int[] outputShape(int... inputShape) {
        return inputShape.clone();
    }

    @Override
    public Cost cost(int... inputShape) {
        return Cost.NONE;
    }
}
