package quietline.reference;

import quietline.weights.Tensor;

/**
 * Computes a transposed convolution as {@code y = Mᵀ·x + bias}, where M is the matrix of the
 * convolution in the other direction (see {@link FlattenedKernel}).
 */
record TransposedKernel(ConvTranspose2d conv) {

    Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(conv.outputShape(input.shape()));
        SparseMatrix matrix =
                FlattenedKernel.matrix(conv.transposed(), output.shape(), input.shape());
        matrix.transposed().multiply(input, output, conv.bias());
        return output;
    }
}
