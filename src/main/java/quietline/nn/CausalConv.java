package quietline.nn;

import quietline.kernel.ConvShape;
import quietline.kernel.Kernels;

/**
 * A convolution over time and bins, one frame at a time: it looks back {@code (timeTaps - 1) ·
 * timeDilation} frames and never ahead. The same class serves 2D, 1D (one bin), pointwise (one
 * tap), depthwise (as many groups as channels) and transposed convolutions; {@link ConvWeights}
 * tells them apart. Frames are channel-last; the history belongs to this object.
 */
public final class CausalConv {

    private final Kernels kernels;
    private final ConvWeights weights;
    private final FrameHistory history;
    private final int[] rows;

    public CausalConv(ConvWeights weights, Kernels kernels) {
        this.kernels = kernels;
        this.weights = weights;
        ConvShape shape = weights.shape();
        this.rows = new int[shape.timeTaps()];
        int past = (shape.timeTaps() - 1) * weights.timeDilation();
        this.history = past == 0 ? null : new FrameHistory(past, shape.inBins() * shape.inPitch());
    }

    /** Takes the present frame, shaped (inBins, inPitch), and gives (outBins, outChannels). */
    public void forward(float[] in, float[] out) {
        forward(in, 0, out, 0);
    }

    public void forward(float[] in, int inAt, float[] out, int outAt) {
        if (history == null) {
            rows[0] = inAt;
            convolve(in, out, outAt);
        } else {
            history.push(in, inAt);
            int last = rows.length - 1;
            for (int t = 0; t <= last; t++) {
                rows[t] = history.row((last - t) * weights.timeDilation());
            }
            convolve(history.floats(), out, outAt);
        }
    }

    private void convolve(float[] in, float[] out, int outAt) {
        kernels.convolve(
                weights.shape(),
                in,
                rows,
                weights.packed(),
                weights.bias(),
                weights.slope(),
                out,
                outAt);
    }

    public ConvShape shape() {
        return weights.shape();
    }

    public void reset() {
        if (history != null) {
            history.reset();
        }
    }
}
