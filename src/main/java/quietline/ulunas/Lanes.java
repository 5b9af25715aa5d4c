package quietline.ulunas;

import java.util.Arrays;
import quietline.kernel.Row;

/** The channel on each lane of a row, -1 for a lane without one. */
final class Lanes {

    private Lanes() {}

    /** Returns the channels in their order, filled up to whole rows. */
    static int[] ordered(int channels) {
        int[] lanes = new int[Row.roundUp(channels)];
        Arrays.setAll(lanes, lane -> lane < channels ? lane : -1);
        return lanes;
    }

    /**
     * Returns the channels with both halves interleaved. The paper shuffles channels after a
     * grouped convolution; here the convolution writes them to where they end up.
     */
    static int[] shuffled(int channels) {
        int[] lanes = ordered(channels);
        for (int lane = 0; lane < channels; lane++) {
            lanes[lane] = lane % 2 * (channels / 2) + lane / 2;
        }
        return lanes;
    }
}
