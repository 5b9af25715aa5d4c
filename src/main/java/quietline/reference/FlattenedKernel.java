package quietline.reference;

import quietline.weights.Tensor;

/**
 * Computes a convolution as matrix × input vector: {@code y = M·x + bias}. Each row of the sparse
 * matrix M (O·OH·OW, C·H·W) holds the kernel at one output position, zeros elsewhere.
 */
record FlattenedKernel(Conv2d conv) {

    Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(conv.outputShape(input.shape()));
        SparseMatrix matrix = matrix(conv, input.shape(), output.shape());
        matrix.multiply(input, output, conv.bias());
        return output;
    }

    /**
     * Returns the matrix from images of shape {@code from} (N, C, H, W) to images of {@code to}.
     */
    static SparseMatrix matrix(Conv2d conv, int[] from, int[] to) {
        int rows = Axes.blockSize(to, 1);
        int columns = Axes.blockSize(from, 1);
        SparseMatrix matrix =
                new SparseMatrix(rows, columns, rows * Axes.blockSize(conv.weight().shape(), 1));
        for (int o = 0; o < to[1]; o++) {
            for (int i = 0; i < to[2]; i++) {
                for (int j = 0; j < to[3]; j++) {
                    putKernel(matrix, conv, from, o, i, j, Axes.offset(to, 0, o, i, j));
                }
            }
        }
        return matrix;
    }

    private static void putKernel(
            SparseMatrix matrix, Conv2d conv, int[] from, int o, int i, int j, int matrixRow) {
        int[] kernel = conv.weight().shape();
        int firstChannel = conv.firstInputChannel(o);
        for (int c = 0; c < kernel[1]; c++) {
            for (int k = 0; k < kernel[2]; k++) {
                int row = conv.rows().inputAt(i, k);
                for (int l = 0; l < kernel[3]; l++) {
                    int column = conv.columns().inputAt(j, l);
                    if (Axes.isInside(from, row, column)) {
                        matrix.put(
                                matrixRow,
                                Axes.offset(from, 0, firstChannel + c, row, column),
                                conv.weight().data()[Axes.offset(kernel, o, c, k, l)]);
                    }
                }
            }
        }
    }
}
