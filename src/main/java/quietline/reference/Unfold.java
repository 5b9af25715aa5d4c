package quietline.reference;

import quietline.weights.Tensor;

/**
 * Copies the inputs that a kernel covers at each output position into a column: x (N, C, H, W)
 * gives
 *
 * <pre>
 * u[n, (c·KH + k)·KW + l, i·OW + j] = x[n, c, row(i,k), column(j,l)], zero outside x
 * u: (N, C·KH·KW, OH·OW), OH and OW as {@link Axis#outputSize}
 * </pre>
 */
record Unfold(Axis rows, Axis columns) implements Layer {

    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(outputShape(input.shape()));
        int outputRows = rows.outputSize(input.dimension(2));
        int outputColumns = columns.outputSize(input.dimension(3));
        int at = 0;
        for (int n = 0; n < input.dimension(0); n++) {
            for (int c = 0; c < input.dimension(1); c++) {
                for (int k = 0; k < rows.kernel(); k++) {
                    for (int l = 0; l < columns.kernel(); l++) {
                        for (int i = 0; i < outputRows; i++) {
                            for (int j = 0; j < outputColumns; j++) {
                                output.data()[at++] = covered(input, n, c, i, j, k, l);
                            }
                        }
                    }
                }
            }
        }
        return output;
    }

    private float covered(Tensor input, int n, int c, int i, int j, int k, int l) {
        int row = rows.inputAt(i, k);
        int column = columns.inputAt(j, l);
        boolean inside = Axes.isInside(input.shape(), row, column);
        return inside ? input.data()[Axes.offset(input.shape(), n, c, row, column)] : 0;
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, H, W) of an input");
        return new int[] {
            inputShape[0],
            inputShape[1] * rows.kernel() * columns.kernel(),
            rows.outputSize(inputShape[2]) * columns.outputSize(inputShape[3])
        };
    }

    /** Returns no cost: numbers are only copied. */
    @Override
    public Cost cost(int... inputShape) {
        return Cost.NONE;
    }
}
