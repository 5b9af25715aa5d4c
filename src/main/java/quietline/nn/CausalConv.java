package quietline.nn;

import quietline.kernel.Conv;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;

/**
 * A convolution over time and bins, one frame at a time. It reads the present frame and {@code
 * (timeTaps - 1) · timeDilation} past frames. {@link ConvWeights} determines whether it is 2D, 1D
 * (one bin), pointwise (one tap), depthwise (as many groups as channels) or transposed. Frames are
 * channel-last. Owns the history of its input.
 */
public final class CausalConv {

    private final Conv conv;
    private final FrameHistory history;

    /** The row offsets of the time taps, for each position of the present frame in the history. */
    private final int[][] rows;

    private final int firstBin;

    public CausalConv(ConvWeights weights, Kernels kernels) {
        this(weights, kernels, weights.shape().timeTaps() > 1);
    }

    /** Creates a convolution that owns its present frame, even if it reads no past ones. */
    public static CausalConv owningPresent(ConvWeights weights, Kernels kernels) {
        return new CausalConv(weights, kernels, true);
    }

    private CausalConv(ConvWeights weights, Kernels kernels, boolean owns) {
        conv = weights.plan(kernels);
        FrameShape in = weights.shape().in();
        firstBin = in.start();
        int timeTaps = weights.shape().timeTaps();
        int past = (timeTaps - 1) * weights.timeDilation();
        history = owns ? new FrameHistory(past, in.length()) : null;
        rows =
                history == null
                        ? new int[1][1]
                        : history.everyRows(timeTaps, weights.timeDilation(), firstBin);
    }

    /** Computes (outBins, outChannels) from the present frame, shaped (inBins, inPitch). */
    public void forward(float[] in, float[] out) {
        forward(in, 0, out, 0);
    }

    /** As {@link #forward(float[], float[])}, with the index of each frame's first bin. */
    public void forward(float[] in, int inAt, float[] out, int outAt) {
        if (history == null) {
            if (rows[0][0] != inAt) {
                rows[0][0] = inAt;
            }
            conv.run(in, rows[0], out, outAt);
        } else {
            history.push(in, inAt - firstBin);
            forwardPresent(out, outAt);
        }
    }

    /**
     * Moves to the next frame and returns the index in {@link #frames} at which the caller must
     * write its first bin, before it calls {@link #forwardPresent}. This saves a copy.
     */
    public int advance() {
        return history.advance() + firstBin;
    }

    /** Returns the array that holds the history. */
    public float[] frames() {
        return history.floats();
    }

    /** Computes the output of the frame that was written after {@link #advance}. */
    public void forwardPresent(float[] out, int outAt) {
        conv.run(history.floats(), rows[history.present()], out, outAt);
    }

    public void reset() {
        if (history != null) {
            history.reset();
        }
    }
}
