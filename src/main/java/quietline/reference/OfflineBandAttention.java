package quietline.reference;

import quietline.weights.Tensor;

/**
 * Computes a weight for each band of each frame, from the energies of the frame's bands. The GRU
 * goes over rows of four neighbouring bands in both directions; zeros fill the last row.
 *
 * <pre>
 * energy[n,t,f]  = mean over c of x[n,c,t,f]²
 * weights[n,t,f] = σ(linear(gru(rows of energy[n,t])))[f]
 * </pre>
 */
record OfflineBandAttention(BidirectionalGru gru, Linear linear) {

    private static final int ROW = 4;

    static OfflineBandAttention of(NamedLayers named) {
        return new OfflineBandAttention(
                named.bidirectionalGru("gru", ROW, ROW), named.linear("fc", ROW, 2 * ROW));
    }

    /** (N, C, T, F) → (N, T, F). */
    Tensor weights(Tensor x) {
        Tensor energy = Axes.meanSquares(Axes.permute(x, 0, 2, 3, 1));
        int bands = energy.dimension(2);
        int[] rows = rows(x.shape());
        Tensor filled = Axes.padBack(energy, 2, rows[1] * ROW - bands);
        Tensor weights =
                gru.then(linear).then(Activation.SIGMOID).apply(Axes.reshape(filled, rows));
        return Axes.slice(Axes.reshape(weights, filled.shape()), 2, 0, bands);
    }

    Cost cost(int... inputShape) {
        return gru.then(linear).cost(rows(inputShape));
    }

    /** Returns the shape of the GRU's input: one sequence of rows for each frame. */
    private static int[] rows(int[] shape) {
        return new int[] {shape[0] * shape[2], (shape[3] + ROW - 1) / ROW, ROW};
    }
}
