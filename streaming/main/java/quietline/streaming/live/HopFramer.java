package quietline.streaming.live;

import quietline.Enhancer;

/** Collects bursts of any size into hops; a sample is one float or several. */
final class HopFramer {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    private final int width;
    private final float[] hop;
    private int filled;

    HopFramer(int width) {
        this.width = width;
        hop = new float[HOP * width];
    }

    /** Adds as many samples as the hop has room for and returns their number. */
    int push(float[] burst, int at, int count) {
        int taken = Math.min(count, missing());
        System.arraycopy(burst, at * width, hop, filled * width, taken * width);
        filled += taken;
        return taken;
    }

    /** The number of samples missing from the hop. */
    int missing() {
        return HOP - filled;
    }

    /** Returns the full hop, which is valid until the next push. */
    float[] take() {
        if (missing() > 0) {
            throw new IllegalStateException("the hop lacks " + missing() + " samples");
        }
        filled = 0;
        return hop;
    }

    void reset() {
        filled = 0;
    }
}
