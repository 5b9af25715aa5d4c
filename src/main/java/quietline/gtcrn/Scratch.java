package quietline.gtcrn;

import static quietline.gtcrn.Shapes.BINS;
import static quietline.gtcrn.Shapes.CHANNELS;

/**
 * Frames that mean nothing between two layers: one set for the whole network, so that thousands of
 * streams fit and what a layer writes is still in the nearest cache when the next one reads it.
 */
final class Scratch {

    /** Shaped (33, 16), written and read within a block. */
    final float[] filtered = new float[BINS * CHANNELS];

    final float[] worked = new float[BINS * CHANNELS];

    /** Shaped (3, 33, 16), the gates that inputs and states give. */
    final float[] fromInput = new float[BINS * 3 * CHANNELS];

    final float[] fromState = new float[BINS * 3 * CHANNELS];

    /** Each channel's power and attention, within a block. */
    final float[] power = new float[CHANNELS];

    final float[] attention = new float[CHANNELS];
}
