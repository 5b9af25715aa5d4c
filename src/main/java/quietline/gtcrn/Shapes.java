package quietline.gtcrn;

import quietline.kernel.BinAxis;
import quietline.kernel.FrameShape;

/** The sizes of the network's frames. */
final class Shapes {

    /** Bins along which the blocks in the middle work, and the channels of each. */
    static final int BINS = 33;

    static final int CHANNELS = 16;

    /** The stages between 129 bands and 33 bins. */
    static final int HALFWAY_BINS = 65;

    /** Rows of zeros around a frame's bins, so that no kernel need ask where a frame ends. */
    static final int MARGIN = 2;

    /** Where a frame's first bin is. */
    static final int START = MARGIN * CHANNELS;

    /** The blocks' frames. */
    static final FrameShape DEEP = rows(BINS);

    /** The frames of the stages before and after them. */
    static final FrameShape HALFWAY = rows(HALFWAY_BINS);

    private static FrameShape rows(int bins) {
        return new FrameShape(bins, CHANNELS).withMargin(MARGIN);
    }

    /** Room for a frame of so many bins. */
    static float[] frame(int bins) {
        return rows(bins).newFrame();
    }

    /** The first and last convolutions' kernel along the bins: five taps, every other bin. */
    static final BinAxis HALVING = new BinAxis(5, 2, 2);

    private Shapes() {}
}
