package quietline.ulunas;

import quietline.dsp.ErbBands;
import quietline.kernel.FrameShape;
import quietline.kernel.Row;

/** The sizes of UL-UNAS's frames. */
final class Frames {

    static final int BANDS = ErbBands.BANDS;

    /** Bins of the frames of most blocks. */
    static final int BINS = 33;

    /** Bins of the frames between 129 bands and 33 bins. */
    static final int HALFWAY_BINS = 65;

    /** Rows of zeros on either side of what the convolutions over bins read: half of five taps. */
    private static final int MARGIN = 2;

    /** Frames of the DPGRNNs. */
    static final FrameShape DEEP = new FrameShape(BINS, Row.FLOATS);

    private Frames() {}

    /** Returns a frame in whole rows; lanes without a channel are zero. */
    static FrameShape frame(int bins, int channels) {
        return new FrameShape(bins, channels, Row.roundUp(channels), 0);
    }

    /**
     * Returns the frame with as many channels as fill eights, the added ones zero: convolutions are
     * up to three times as fast with eight or sixteen inputs as with twelve.
     */
    static FrameShape multipleOfEight(FrameShape frame) {
        int channels = (frame.channels() + 7) / 8 * 8;
        return new FrameShape(frame.bins(), channels, frame.pitch(), frame.margin());
    }

    /** Returns a frame in which every lane counts as a channel, between margins of zeros. */
    static FrameShape padded(int bins, int channels) {
        return new FrameShape(bins, Row.roundUp(channels)).withMargin(MARGIN);
    }
}
