package quietline.reference;

/**
 * The kernel of a convolution over present and past frames and neighbouring bands. Its last row
 * meets the present frame; in a transposed convolution the first row does.
 */
record CausalKernel(Axis frames, Axis bands, boolean transposed) {

    /** Returns a kernel of odd width {@code bands}. */
    static CausalKernel of(int frames, int bands, int stride) {
        return new CausalKernel(Axis.of(frames), centred(bands, stride), false);
    }

    static CausalKernel transposed(int frames, int bands, int stride) {
        return new CausalKernel(Axis.of(frames).padding(frames - 1), centred(bands, stride), true);
    }

    private static Axis centred(int bands, int stride) {
        return Axis.of(bands).stride(stride).padding(bands / 2);
    }

    /** Returns the convolution whose past, before the first frame, is silent. */
    Layer conv(NamedLayers named, String name, int inputs, int outputs, int groups) {
        Layer conv =
                transposed
                        ? named.transposedConv(name, inputs, outputs, frames, bands, groups)
                        : named.conv(name, inputs, outputs, frames, bands, groups);
        return new SilentPast(frames.kernel() - 1).then(conv);
    }

    int outputBands(int inputBands) {
        return transposed ? bands.transposedOutputSize(inputBands) : bands.outputSize(inputBands);
    }
}
