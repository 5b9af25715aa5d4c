package quietline.kernel;

/** A convolution in {@link ScalarBlock}s, then PReLU over all of it. */
final class ScalarConv extends Conv {

    private final Conv[] parts;
    private final int outputs;
    private final float slope;

    private ScalarConv(ConvShape shape, float slope, Conv... parts) {
        this.parts = parts;
        this.slope = slope;
        outputs = shape.out().length();
    }

    /** See {@link Kernels#planGates}. */
    static Conv planGates(int bins, float[] weights, float[] bias) {
        Conv[] blocks = new Conv[bias.length / ScalarBlock.EIGHT];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new ScalarBlock(bins, weights, bias, i * ScalarBlock.EIGHT);
        }
        ConvShape shape = ConvShape.pointwise(new FrameShape(bins, Row.FLOATS), bias.length);
        return new ScalarConv(shape, 1, blocks);
    }

    static Conv plan(ConvShape shape, float[] weights, float[] bias, float slope) {
        if (shape.isDepthwise3x3()) {
            return new ScalarConv(shape, slope, new ScalarDepthwise(shape, weights, bias));
        }
        if (DepthwiseTaps.serves(shape)) {
            return new ScalarConv(shape, slope, new ScalarDepthwiseTaps(shape, weights, bias));
        }
        if (ScalarEvens.serves(shape, weights, bias)) {
            ConvShape packed = shape.withOutChannels(shape.out().channels() / 2);
            float[] packedWeights = ScalarEvens.evens(weights);
            Conv evens = plan(packed, packedWeights, ScalarEvens.evens(bias), slope);
            return new ScalarEvens(evens, packed.out().length());
        }
        if (!ScalarBlock.serves(shape)) {
            return new ScalarConv(shape, slope, new ScalarTaps(shape, weights, bias));
        }
        int inPhase = shape.out().channels() / ScalarBlock.EIGHT;
        Conv[] blocks = new Conv[ConvBlock.phases(shape) * inPhase];
        for (int i = 0; i < blocks.length; i++) {
            int channel = i % inPhase * ScalarBlock.EIGHT;
            blocks[i] = new ScalarBlock(shape, weights, bias, i / inPhase, channel);
        }
        return new ScalarConv(shape, slope, blocks);
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (Conv part : parts) {
            part.run(in, rows, out, at);
        }
        if (slope != 1) {
            prelu(out, at, at + outputs, slope);
        }
    }

    /** Applies PReLU without a branch, so that the loop is vectorised. */
    private static void prelu(float[] x, int from, int to, float slope) {
        float keep = (1 + slope) / 2;
        float fold = (1 - slope) / 2;
        for (int i = from; i < to; i++) {
            x[i] = keep * x[i] + fold * Math.abs(x[i]);
        }
    }
}
