package quietline.gtcrn;

import quietline.kernel.BinAxis;
import quietline.kernel.FrameShape;

/** The sizes of GTCRN's frames. */
final class Shapes {

    /** Bins of the frames of blocks and DPGRNNs. */
    static final int BINS = 33;

    /** Channels of all frames between the first and the last convolution. */
    static final int CHANNELS = 16;

    /** Bins of the frames between 129 bands and 33 bins. */
    static final int HALFWAY_BINS = 65;

    /** Rows of zeros on either side of a frame, so that kernels need not check its ends. */
    static final int MARGIN = 2;

    /** Index of a frame's first bin. */
    static final int START = MARGIN * CHANNELS;

    /** Frames of blocks and DPGRNNs. */
    static final FrameShape DEEP = rows(BINS);

    /** Frames of the stages before and after them. */
    static final FrameShape HALFWAY = rows(HALFWAY_BINS);

    private static FrameShape rows(int bins) {
        return new FrameShape(bins, CHANNELS).withMargin(MARGIN);
    }

    /** Returns a new frame with this number of bins. */
    static float[] frame(int bins) {
        return rows(bins).newFrame();
    }

    /** Five taps with stride 2, padded by 2: the convolutions that halve or double the bins. */
    static final BinAxis HALVING = new BinAxis(5, 2, 2);

    private Shapes() {}
}
