package quietline.reference;

/**
 * A convolution over frequency alone, its normalisation and its activation, on whole tensors: the
 * encoder's halve the bands (N, C, T, F) → (N, O, T, ⌈F/2⌉), the decoder's double them again to 2F
 * − 1.
 */
final class OfflineConvBlock {

    private static final Axis FRAMES = Axis.of(1);
    private static final Axis BANDS = Axis.of(5).stride(2).padding(2);
    private static final int CHANNELS = 16;

    private OfflineConvBlock() {}

    static Layer encoder(NamedLayers named, int inputs, int groups) {
        NamedLayers conv = named.within("conv");
        return new Conv2d(
                        conv.take("weight", CHANNELS, inputs / groups, 1, 5),
                        conv.take("bias", CHANNELS),
                        FRAMES,
                        BANDS,
                        groups)
                .then(named.batchNorm("bn", CHANNELS))
                .then(named.pRelu("act"));
    }

    static Layer decoder(NamedLayers named, int groups) {
        return transposed(named, CHANNELS, groups).then(named.pRelu("act"));
    }

    /** The decoder's last block gives the mask's real and imaginary part, each within ±1. */
    static Layer mask(NamedLayers named) {
        return transposed(named, 2, 1).then(Activation.TANH);
    }

    private static Layer transposed(NamedLayers named, int outputs, int groups) {
        NamedLayers conv = named.within("conv");
        return new ConvTranspose2d(
                        conv.take("weight", CHANNELS, outputs / groups, 1, 5),
                        conv.take("bias", outputs),
                        FRAMES,
                        BANDS,
                        groups)
                .then(named.batchNorm("bn", outputs));
    }
}
