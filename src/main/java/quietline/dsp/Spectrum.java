package quietline.dsp;

import quietline.kernel.CacheLine;
import quietline.kernel.RealTransform;

/**
 * One column of a spectrum, or a complex mask for one: {@code re[k] + i·im[k]} for bins 0 … 256.
 */
public final class Spectrum {

    public static final int BINS = RealTransform.BINS;

    /** Longer than need be: see {@link CacheLine}. */
    public final float[] re = new float[BINS + CacheLine.FLOATS];

    public final float[] im = new float[BINS + CacheLine.FLOATS];
}
