package quietline.reference;

import quietline.weights.Tensor;

/**
 * Scales each channel of each frame by a weight computed from the channel energies up to that
 * frame:
 *
 * <pre>
 * energy[n,t,c] = mean over f of x[n,c,t,f]²
 * y[n,c,t,f]    = x[n,c,t,f] · σ(linear(gru(energy)))[n,t,c]
 * </pre>
 */
record OfflineTemporalAttention(OfflineGru gru, Linear linear) implements Layer {

    static OfflineTemporalAttention of(NamedLayers named, int channels) {
        return new OfflineTemporalAttention(
                named.gru("att_gru", channels, 2 * channels),
                named.linear("att_fc", channels, 2 * channels));
    }

    @Override
    public Tensor apply(Tensor input) {
        Tensor energy = Axes.permute(energy(input), 0, 2, 1);
        Tensor weight = gru.then(linear).then(Activation.SIGMOID).apply(energy);
        return weighted(input, Axes.permute(weight, 0, 2, 1));
    }

    private static Tensor energy(Tensor x) {
        Tensor energy = Tensor.zeros(x.dimension(0), x.dimension(1), x.dimension(2));
        int bands = x.dimension(3);
        for (int row = 0; row < energy.data().length; row++) {
            double sum = 0;
            for (int f = 0; f < bands; f++) {
                double number = x.data()[row * bands + f];
                sum += number * number;
            }
            energy.data()[row] = (float) (sum / bands);
        }
        return energy;
    }

    private static Tensor weighted(Tensor x, Tensor weight) {
        Tensor y = Tensor.zeros(x.shape());
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = x.data()[i] * weight.data()[i / x.dimension(3)];
        }
        return y;
    }

    @Override
    public int[] outputShape(int... inputShape) {
        Fit.requireRank(4, inputShape, "(N, C, T, F) of an input");
        gru.outputShape(sequence(inputShape));
        return inputShape.clone();
    }

    @Override
    public Cost cost(int... inputShape) {
        return gru.then(linear).cost(sequence(inputShape));
    }

    private static int[] sequence(int[] shape) {
        return new int[] {shape[0], shape[2], shape[1]};
    }
}
