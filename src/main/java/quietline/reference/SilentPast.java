package quietline.reference;

import quietline.weights.Tensor;

/**
 * Puts frames of zeros before the first frame: x (N, C, T, F) becomes (N, C, frames + T, F). A
 * convolution over time that follows it without padding at the end is causal.
 */
record SilentPast(int frames) implements Layer {

    @Override
    public Tensor apply(Tensor input) {
        return Axes.padFront(input, 2, frames);
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, T, F) of an input");
        return new int[] {inputShape[0], inputShape[1], frames + inputShape[2], inputShape[3]};
    }

    @Override
    public Cost cost(int... inputShape) {
        return Cost.NONE;
    }
}
