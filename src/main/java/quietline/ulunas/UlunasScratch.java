package quietline.ulunas;

import quietline.kernel.Row;
import quietline.nn.Scratch;

/** Arrays for results that only the next layer reads, shared by all layers of one network. */
final class UlunasScratch {

    private static final int ROW = Row.FLOATS;

    /** Steps of the longest recurrent net across bins, for 129 bands in fours. */
    private static final int STEPS = (Frames.BANDS + 3) / 4;

    /** A frame of the largest block. */
    final float[] filtered = new float[Frames.BINS * 2 * ROW];

    final float[] worked = new float[Frames.BINS * 2 * ROW];

    /** The mean square of each bin. */
    final float[] powers = new float[STEPS * 4];

    /** Shaped (3, steps, 16). */
    final float[] gates = new float[3 * STEPS * ROW];

    final float[] states = new float[STEPS * ROW];
    final float[] attention = new float[STEPS * ROW];

    /** For the layers that other networks have, too. */
    final Scratch shared = new Scratch(Frames.DEEP);
}
