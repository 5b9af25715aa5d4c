package quietline.nn;

import quietline.kernel.FrameShape;
import quietline.kernel.Row;

/**
 * Arrays for results that only the next layer reads. All layers of one network share them, which
 * saves memory with many streams and keeps the arrays in the fastest cache.
 */
public final class Scratch {

    /** Floats between two bins of the widest frames. */
    private static final int WIDEST = 2 * Row.FLOATS;

    /** Shaped (bins, channels), written and read within a block. */
    public final float[] filtered;

    public final float[] worked;

    /** The sums over the inputs for each gate, shaped (3, bins, channels). */
    final float[] fromInput;

    /** The sums over the states for each gate, shaped as {@link #fromInput}. */
    final float[] fromState;

    /** Each channel's mean square within a block. */
    final float[] power = new float[WIDEST];

    /** Each channel's attention within a block. */
    final float[] attention = new float[WIDEST];

    /** Creates arrays for frames of this shape; they have no margins. */
    public Scratch(FrameShape frame) {
        int floats = frame.bins() * frame.channels();
        filtered = new float[floats];
        worked = new float[floats];
        fromInput = new float[3 * floats];
        fromState = new float[3 * floats];
    }
}
