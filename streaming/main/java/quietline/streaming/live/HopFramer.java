package quietline.streaming.live;

import quietline.Enhancer;

/** Collects bursts of any size into hops. */
final class HopFramer {

    private final float[] hop = new float[Enhancer.HOP_SAMPLES];
    private int filled;

    /** Adds as many samples as the hop has room for and returns their number. */
    int push(float[] burst, int at, int count) {
        int taken = Math.min(count, missing());
        System.arraycopy(burst, at, hop, filled, taken);
        filled += taken;
        return taken;
    }

    /** The number of samples missing from the hop. */
    int missing() {
        return hop.length - filled;
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
