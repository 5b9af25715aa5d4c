package quietline.kernel;

/**
 * The arithmetic of the hot path: stateless, allocating nothing, over plain float arrays in which a
 * frame's bins are rows. There are two implementations with the same results to rounding: {@code
 * ScalarKernels} and one on the Vector API. {@code KernelChoice} picks one for each stream.
 */
public interface Kernels {

    /** Floats in a row of the kernels that are made for one width: 16 channels, or 2 · 8 units. */
    int ROW = 16;

    /** How this choice calls itself in logs and reports, e.g. {@code vector (512 bit)}. */
    String name();

    /**
     * Convolution, bias and PReLU of one frame: {@code out = prelu(bias + weights ∗ in)}.
     *
     * @param rows where in {@code in} the first bin of each time tap's frame is
     * @param weights shaped (timeTap, tap, input channel within its group, output channel)
     * @param slope PReLU's slope below zero; 1 leaves the sum as it is
     * @param out receives (outBins, outChannels) from {@code outAt} on
     */
    void convolve(
            ConvShape shape,
            float[] in,
            int[] rows,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int outAt);

    /**
     * Three gates for each lane of each row, from the eight floats of the lane's half: {@code
     * out[16(g·bins + b) + l] = bias[16g + l] + Σ weights[48i + 16g + l] · in[at + 16b + 8⌊l/8⌋ +
     * i]}, i from 0 to 7.
     */
    void projectHalves(int bins, float[] in, int at, float[] weights, float[] bias, float[] out);

    /**
     * One step of so many recurrent units, in either gate array r, z, n in this order, each of all
     * units: {@code r = σ(2(a + b)), z = σ(2(a + b)), n = tanh(a + r·b), h = n + z·(h - n)}. The
     * factor two is for the vector kernels' sake; weights and biases carry its inverse. The gates
     * may be overwritten.
     */
    void recur(int units, float[] fromInput, float[] fromState, float[] state, int at);

    /**
     * A chain of recurrent steps over the bins of a frame, for four units in each quarter of a row;
     * the second and fourth quarter run from the last bin down. Gates as in {@link #recur}.
     *
     * @param gates what the inputs give, (3, bins, 16)
     * @param weights from the quarter's states: (gate, unit, 16)
     * @param bias of the candidate's gate, that which the reset gate scales
     * @param out receives every bin's states, (bins, 16)
     */
    void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out);

    /**
     * {@code out = residual + weight·(x - mean)/√(variance + epsilon) + bias}, over all of x, which
     * may be overwritten.
     */
    void normalize(
            float[] x,
            float[] weight,
            float[] bias,
            float epsilon,
            float[] residual,
            int residualAt,
            float[] out,
            int outAt);

    /** Each lane's mean square over the bins of a frame of rows of 16. */
    void meanSquare(int bins, float[] in, float[] out);

    /**
     * Even lanes scaled by an attention, odd lanes taken from the second half of another frame:
     * {@code out[2c] = σ(2·attention[2c])·worked[2c], out[2c + 1] = in[8 + c]} in each row. The
     * factor two is as in {@link #recur}; the attention may be overwritten.
     */
    void interleave(
            int bins,
            float[] worked,
            float[] attention,
            float[] in,
            int inAt,
            float[] out,
            int outAt);

    /**
     * Rows that overlap: {@code out[4b + j] = in[16(b + 1) + j] + in[16b + 4 + j] + in[16(b - 1) +
     * 8 + j]}, j from 0 to 3, bin 0 being at {@code in[at]}.
     */
    void overlapAdd(int bins, float[] in, int at, float[] out);

    /** {@code out[outAt + r] = Σ matrix[r, c] · in[at + c·stride]}. */
    void multiply(BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt);

    /** {@code out[at + i] = √(a[i]² + b[i]² + floor)}. */
    void magnitude(float[] a, float[] b, float floor, float[] out, int at, int count);

    /** {@code out = a + b}. */
    void add(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int count);

    /**
     * A filter that slides over samples: {@code out[j] = Σ taps[k]·in[at + j + k]}, k from 0 to
     * {@code taps.length - 1}, for j from 0 on in whole rows of 16: so arrays must reach up to 15
     * elements further than {@code count}, and what the last ones hold does not count.
     */
    void slide(float[] taps, float[] in, int at, float[] out, int count);

    /**
     * A short filter at places between samples: {@code out[outAt + i] = Σ taps[row, k]·in[x + k]}
     * at {@code place + i·step}, counted in parts of a sample, as many to each as there are phases:
     * x is the whole ones of it, the row what is left.
     */
    void interpolate(
            PhaseTaps taps, float[] in, int place, int step, float[] out, int outAt, int count);

    /** Bits of a place that {@link #glide} chooses a row by: 512 and, to draw lines to, one. */
    int GLIDE_ROW_BITS = 9;

    /**
     * As {@link #interpolate}, at any place, counted in 2⁻³² of a sample: the taps lie on the
     * straight line from one of 512 rows to the next.
     */
    void glide(
            PhaseTaps taps, float[] in, long place, long step, float[] out, int outAt, int count);

    /** Replaces each element by its hyperbolic tangent. */
    void tanh(float[] x, int count);

    /** A transform for one stream, or null where these kernels have none of their own. */
    RealTransform realTransform();
}
