package quietline.reference;

/**
 * A convolution over frequency, its normalisation and its activation, on whole tensors. The encoder
 * halves the bands, (N, C, T, F) → (N, O, T, ⌈F/2⌉); the decoder doubles them, F → 2F − 1.
 */
final class OfflineConvBlock {

    private static final Axis FRAMES = Axis.of(1);
    private static final Axis BANDS = Axis.of(5).stride(2).padding(2);
    private static final int CHANNELS = 16;

    private OfflineConvBlock() {}

    static Layer encoder(NamedLayers named, int inputs, int groups) {
        return named.conv("conv", inputs, CHANNELS, FRAMES, BANDS, groups)
                .then(named.batchNorm("bn", CHANNELS))
                .then(named.pRelu("act"));
    }

    static Layer decoder(NamedLayers named, int groups) {
        return transposed(named, CHANNELS, groups).then(named.pRelu("act"));
    }

    /** Returns the last block, whose outputs are the mask's real and imaginary part, within ±1. */
    static Layer mask(NamedLayers named) {
        return transposed(named, 2, 1).then(Activation.TANH);
    }

    private static Layer transposed(NamedLayers named, int outputs, int groups) {
        return named.transposedConv("conv", CHANNELS, outputs, FRAMES, BANDS, groups)
                .then(named.batchNorm("bn", outputs));
    }
}
