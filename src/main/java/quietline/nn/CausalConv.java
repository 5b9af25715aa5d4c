package quietline.nn;

import quietline.kernel.Conv;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;

/**
 * A convolution over time and bins, one frame at a time: it looks back {@code (timeTaps - 1) ·
 * timeDilation} frames and never ahead. The same class serves 2D, 1D (one bin), pointwise (one
 * tap), depthwise (as many groups as channels) and transposed convolutions; {@link ConvWeights}
 * tells them apart. Frames are channel-last; the history belongs to this object.
 */
public final class CausalConv {

    private final Conv conv;
    private final FrameHistory history;

    /** Where the kernel reads, for each place in the history: so it need not be written. */
    private final int[][] rows;

    private final int firstBin;

    public CausalConv(ConvWeights weights, Kernels kernels) {
        conv = weights.plan(kernels);
        FrameShape in = weights.shape().in();
        firstBin = in.start();
        int timeTaps = weights.shape().timeTaps();
        int past = (timeTaps - 1) * weights.timeDilation();
        history = past == 0 ? null : new FrameHistory(past, in.length());
        rows =
                history == null
                        ? new int[1][1]
                        : history.everyRows(timeTaps, weights.timeDilation(), firstBin);
    }

    /** Takes the present frame, shaped (inBins, inPitch), and gives (outBins, outChannels). */
    public void forward(float[] in, float[] out) {
        forward(in, 0, out, 0);
    }

    /** The same where a frame's first bin is not at the array's start. */
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
     * Where the first bin of the present frame belongs in {@link #frames}, for a caller that writes
     * it there instead of having it copied; {@link #forwardPresent} then takes it from there.
     */
    public int advance() {
        return history.advance() + firstBin;
    }

    public float[] frames() {
        return history.floats();
    }

    public void forwardPresent(float[] out, int outAt) {
        conv.run(history.floats(), rows[history.present()], out, outAt);
    }

    public void reset() {
        if (history != null) {
            history.reset();
        }
    }
}
