package quietline.reference;

import java.util.Arrays;
import quietline.weights.Tensor;

/**
 * Normalises each block of the last axes; the block has the shape of the weight:
 *
 * <pre>
 * y[..., i] = weight[i] · (x[..., i] − mean) / √(variance + epsilon) + bias[i]
 * </pre>
 *
 * Mean and variance are those of the block; the variance divides by its size.
 */
record OfflineLayerNorm(Tensor weight, Tensor bias, double epsilon) implements Layer {

    OfflineLayerNorm {
        Fit.requireShape(bias, "the bias", weight.shape());
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(outputShape(input.shape()));
        int size = weight.data().length;
        for (int start = 0; start < input.data().length; start += size) {
            normalise(input.data(), output.data(), start);
        }
        return output;
    }

    private void normalise(float[] x, float[] y, int start) {
        int size = weight.data().length;
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += x[start + i] / (double) size;
        }
        double variance = 0;
        for (int i = 0; i < size; i++) {
            double distance = x[start + i] - mean;
            variance += distance * distance / size;
        }
        double scale = 1 / Math.sqrt(variance + epsilon);
        for (int i = 0; i < size; i++) {
            double normal = (x[start + i] - mean) * scale;
            y[start + i] = (float) (weight.data()[i] * normal + bias.data()[i]);
        }
    }

    @Override
    public int[] outputShape(int... inputShape) {
        int from = inputShape.length - weight.rank();
        Fit.require(
                from >= 0
                        && Arrays.equals(
                                Arrays.copyOfRange(inputShape, from, inputShape.length),
                                weight.shape()),
                "input has shape %s, expected its last axes to be %s",
                Arrays.toString(inputShape),
                Arrays.toString(weight.shape()));
        return inputShape.clone();
    }

    @Override
    public Cost cost(int... inputShape) {
        return new Cost(Cost.parameters(weight, bias), 0, 2L * Tensor.count(inputShape));
    }
}
