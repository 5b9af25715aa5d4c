package quietline.reference;

import quietline.weights.Tensor;

/**
 * Transposed convolution as its name says: with M the matrix of the convolution that goes the other
 * way (see {@link FlattenedKernel}), {@code y = Mᵀ·x + bias}. Output as {@link ConvTranspose2d}.
 */
public record TransposedKernel() implements ConvTransposeForm {

    @Override
    public Tensor apply(ConvTranspose2d conv, Tensor input) {
        Tensor output = Tensor.zeros(conv.outputShape(input.shape()));
        SparseMatrix matrix =
                FlattenedKernel.matrix(conv.transposed(), output.shape(), input.shape());
        matrix.transposed().multiply(input, output, conv.bias());
        return output;
    }
}
