package quietline.reference;

import quietline.weights.Tensor;

/**
 * Transposed convolution along one axis of x (N, C, L) with weight (C, O/groups, K), computed as a
 * {@link ConvTranspose2d} on an image of one row.
 *
 * <pre>
 * y[n, g·O/groups + o, i·stride − padding + k·dilation] += w[c,o,k] · x[n,c,i]
 * y: (N, O, OL), OL = (L − 1)·stride − 2·padding + dilation·(K − 1) + 1 + outputPadding
 * </pre>
 */
public record ConvTranspose1d(Tensor weight, Tensor bias, Axis axis, int groups) implements Layer {

    public ConvTranspose1d {
        Fit.requireRank(3, weight.shape(), "(C, O/groups, K) of a transposed kernel");
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

    private static ConvTranspose2d oneRow(Tensor weight, Tensor bias, Axis axis, int groups) {
        Tensor kernel = Axes.reshape(weight, OneRow.image(weight.shape()));
        return new ConvTranspose2d(kernel, bias, Axis.of(1), axis, groups);
    }
}
