package quietline.reference;

/**
 * The kinds of convolution block in UL-UNAS, on whole tensors: (N, C, T, F) → (N, O, T, G).
 *
 * <pre>
 * dense:      kernel → norm → activation → attention
 * depthwise:  1×1 → norm → activation → shuffle → kernel → norm → activation → attention
 * bottleneck: 1×1 → norm → activation → shuffle → kernel → norm → activation
 *             → 1×1 → norm → attention → shuffle
 * mask:       kernel → norm → attention
 * </pre>
 *
 * A 1×1 convolution has two groups, which the shuffle mixes. After a 1×1 convolution the kernel is
 * depthwise.
 */
record OfflineUlunasBlock(
        NamedLayers named, int inputs, int outputs, int inputBands, CausalKernel kernel) {

    private static final Axis POINT = Axis.of(1);

    Layer dense() {
        NamedLayers ops = named.within("ops");
        return kernel.conv(ops, "1", inputs, outputs, 1)
                .then(ops.batchNorm("2", outputs))
                .then(ops.affinePRelu("3", outputs, outputBands()))
                .then(attention(ops.within("4")));
    }

    Layer mask() {
        NamedLayers ops = named.within("ops");
        return kernel.conv(ops, "1", inputs, outputs, 1)
                .then(ops.batchNorm("2", outputs))
                .then(attention(ops.within("4")));
    }

    Layer depthwise() {
        NamedLayers dconv = named.within("dconv");
        return expansion(named.within("pconv"))
                .then(overTime(dconv))
                .then(attention(dconv.within("4")));
    }

    Layer bottleneck() {
        NamedLayers contraction = named.within("pconv2");
        return expansion(named.within("pconv1"))
                .then(overTime(named.within("dconv")))
                .then(contraction.conv("0", outputs, outputs, POINT, POINT, 2))
                .then(contraction.batchNorm("1", outputs))
                .then(attention(contraction.within("2")))
                .then(new ChannelShuffle());
    }

    private Layer expansion(NamedLayers pconv) {
        return pconv.conv("0", inputs, outputs, POINT, POINT, 2)
                .then(pconv.batchNorm("1", outputs))
                .then(pconv.affinePRelu("2", outputs, inputBands))
                .then(new ChannelShuffle());
    }

    private Layer overTime(NamedLayers dconv) {
        return kernel.conv(dconv, "1", outputs, outputs, outputs)
                .then(dconv.batchNorm("2", outputs))
                .then(dconv.affinePRelu("3", outputs, outputBands()));
    }

    private Layer attention(NamedLayers of) {
        return OfflineTimeFrequencyAttention.of(of, outputs);
    }

    private int outputBands() {
        return kernel.outputBands(inputBands);
    }
}
