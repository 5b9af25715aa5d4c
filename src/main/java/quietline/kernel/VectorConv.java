package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;

/** A convolution in {@link VectorBlock}s or {@link VectorGroups}. */
final class VectorConv extends Conv {

    private final Conv[] blocks;

    private VectorConv(Conv[] blocks) {
        this.blocks = blocks;
    }

    /** Returns the vector convolution for a shape, or the scalar one if there is none. */
    static Conv plan(ConvShape shape, float[] weights, float[] bias, float slope) {
        if (shape.isDepthwise3x3()) {
            return new VectorDepthwise(shape, weights, bias, slope);
        }
        if (DepthwiseTaps.serves(shape)) {
            return new VectorDepthwiseTaps(shape, weights, bias, slope);
        }
        if (VectorOneBin.serves(shape)) {
            return new VectorOneBin(shape, weights, bias, slope);
        }
        boolean dense = VectorBlock.serves(shape);
        if (!dense && !VectorGroups.serves(shape)) {
            return ScalarConv.plan(shape, weights, bias, slope);
        }
        Conv[] blocks = new Conv[dense ? shape.out().channels() / LANES : ConvBlock.phases(shape)];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] =
                    dense
                            ? new VectorBlock(shape, weights, bias, slope, 0, i * LANES)
                            : new VectorGroups(shape, weights, bias, slope, i);
        }
        return blocks.length == 1 ? blocks[0] : new VectorConv(blocks);
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        for (Conv block : blocks) {
            block.run(in, rows, out, at);
        }
    }
}
