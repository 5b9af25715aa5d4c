package quietline.reference;

import quietline.weights.Tensor;

/**
 * Convolution along one axis of x (N, C, L) with weight (O, C/groups, K), computed as a {@link
 * Conv2d} on an image of one row.
 *
 * <pre>
 * y[n,o,i] = bias[o] + Σ over c,k  w[o,c,k] · x[n, g·C/groups + c, i·stride − padding + k·dilation]
 * y: (N, O, OL), OL = ⌊(L + 2·padding − dilation·(K − 1) − 1) / stride⌋ + 1
 * </pre>
 */
public record Conv1d(Tensor weight, Tensor bias, Axis axis, int groups) implements Layer {

    public Conv1d {
        Fit.requireRank(3, weight.shape(), "(O, C/groups, K) of a kernel");
        oneRow(weight, bias, axis, groups);
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor image = Axes.reshape(input, OneRow.image(input.shape()));
        Tensor output = oneRow(weight, bias, axis, groups).apply(image);
        return Axes.reshape(output, OneRow.line(output.shape()));
    }

    @Override
    public int[] outputShape(int... inputShape) {
        int[] image = OneRow.image(inputShape);
        return OneRow.line(oneRow(weight, bias, axis, groups).outputShape(image));
    }

    @Override
    public Cost cost(int... inputShape) {
        return oneRow(weight, bias, axis, groups).cost(OneRow.image(inputShape));
    }

    private static Conv2d oneRow(Tensor weight, Tensor bias, Axis axis, int groups) {
        Tensor kernel = Axes.reshape(weight, OneRow.image(weight.shape()));
        return new Conv2d(kernel, bias, Axis.of(1), axis, groups);
    }
}
