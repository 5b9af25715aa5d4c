package quietline.dsp;

import quietline.kernel.RealTransform;

/**
 * One column of a spectrum, or a complex mask for one: {@code re[k] + i·im[k]} for bins 0 … 256.
 */
public final class Spectrum {

    public static final int BINS = RealTransform.BINS;

    public final float[] re = new float[BINS];
    public final float[] im = new float[BINS];
}
