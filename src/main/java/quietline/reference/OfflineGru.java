package quietline.reference;

import quietline.weights.Tensor;

/**
 * Gated recurrent unit with hidden size H over the sequence x (N, L, C). The state h starts at
 * zero. Weights inputWeight (3H, C), hiddenWeight (3H, H) and both biases (3H) hold the gates in
 * the order r, z, n.
 *
 * <pre>
 * r = σ(Wr·x + bWr + Ur·h + bUr)
 * z = σ(Wz·x + bWz + Uz·h + bUz)
 * n = tanh(Wn·x + bWn + r·(Un·h + bUn))
 * h ← (1 − z)·n + z·h, and y[t] = h: (N, L, H)
 * </pre>
 */
record OfflineGru(Tensor inputWeight, Tensor hiddenWeight, Tensor inputBias, Tensor hiddenBias)
        implements Layer {

    OfflineGru {
        Fit.requireRank(2, inputWeight.shape(), "(3H, C) of an input weight");
        Fit.requireRank(2, hiddenWeight.shape(), "(3H, H) of a hidden weight");
        int hidden = hiddenWeight.dimension(1);
        Fit.requireShape(hiddenWeight, "the hidden weight", 3 * hidden, hidden);
        Fit.requireShape(inputWeight, "the input weight", 3 * hidden, inputWeight.dimension(1));
        Fit.requireShape(inputBias, "the input bias", 3 * hidden);
        Fit.requireShape(hiddenBias, "the hidden bias", 3 * hidden);
    }

    public int inputSize() {
        return inputWeight.dimension(1);
    }

    public int hiddenSize() {
        return hiddenWeight.dimension(1);
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor output = Tensor.zeros(outputShape(input.shape()));
        int steps = input.dimension(1);
        for (int n = 0; n < input.dimension(0); n++) {
            double[] h = new double[hiddenSize()];
            for (int t = n * steps; t < (n + 1) * steps; t++) {
                advance(h, input.data(), t * inputSize());
                for (int i = 0; i < h.length; i++) {
                    output.data()[t * h.length + i] = (float) h[i];
                }
            }
        }
        return output;
    }

    private void advance(double[] h, float[] input, int offset) {
        double[] x = new double[inputSize()];
        for (int i = 0; i < x.length; i++) {
            x[i] = input[offset + i];
        }
        double[] fromInput = Linear.multiply(inputWeight, inputBias, x);
        double[] fromHidden = Linear.multiply(hiddenWeight, hiddenBias, h);
        int size = h.length;
        for (int i = 0; i < size; i++) {
            double r = Activation.sigmoid(fromInput[i] + fromHidden[i]);
            double z = Activation.sigmoid(fromInput[size + i] + fromHidden[size + i]);
            double n = Math.tanh(fromInput[2 * size + i] + r * fromHidden[2 * size + i]);
            h[i] = (1 - z) * n + z * h[i];
        }
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(3, inputShape, "(N, L, C) of a sequence");
        Fit.require(
                inputShape[2] == inputSize(),
                "sequence has %d channels, expected %d",
                inputShape[2],
                inputSize());
        return new int[] {inputShape[0], inputShape[1], hiddenSize()};
    }

    @Override
    public Cost cost(int... inputShape) {
        long steps = (long) inputShape[0] * inputShape[1];
        return new Cost(
                Cost.parameters(inputWeight, hiddenWeight, inputBias, hiddenBias),
                steps * Cost.parameters(inputWeight, hiddenWeight),
                steps * (7L * hiddenSize() + Cost.parameters(inputBias, hiddenBias)));
    }
}
