package quietline.streaming.live;

import quietline.Enhancer;

/** Bursts of any size to exact hops: collects one hop; when full, the hop is taken away. */
final class HopFramer {

    private final float[] hop = new float[Enhancer.HOP_SAMPLES];
    private int filled;

    /** Takes as much as the hop has room for, and returns how much. */
    int push(float[] burst, int at, int count) {
        int taken = Math.min(count, missing());
        System.arraycopy(burst, at, hop, filled, taken);
        filled += taken;
        return taken;
    }

    /** How many samples the hop has room for. */
    int missing() {
        return hop.length - filled;
    }

    /** The full hop, good until the next push. */
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
