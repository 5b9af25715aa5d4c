package quietline.kernel;

/**
 * The arithmetic of the hot path: stateless, allocating nothing, over plain float arrays in which a
 * frame's bins are rows. There are two implementations with the same results to rounding: {@code
 * ScalarKernels} and one on the Vector API. {@code KernelChoice} picks one for each stream.
 */
public interface Kernels {

    /** How this choice calls itself in logs and reports, e.g. {@code vector (512 bit)}. */
    String name();

    /**
     * Plans a convolution followed by PReLU.
     *
     * @param weights shaped (timeTap, tap, input channel within its group, output channel)
     * @param slope PReLU's slope below zero; 1 leaves the sum as it is
     */
    Conv plan(ConvShape shape, float[] weights, float[] bias, float slope);

    /**
     * Plans three gates for every lane of each row, from the eight floats of the lane's half:
     * {@code out[16(g·bins + b) + l] = bias[16g + l] + Σ weights[48i + 16g + l] · in[16b + 8⌊l/8⌋ +
     * i]}, i from 0 to 7.
     */
    Conv planGates(int bins, float[] weights, float[] bias);

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
     * Normalises all of x, which may be overwritten, and adds a residual: {@code out[at + i] =
     * residual[at + i] + weight[i]·(x[i] - mean)/√(variance + epsilon) + bias[i]}.
     */
    void normalize(float[] x, Normalization by, float[] residual, float[] out, int at);

    /** Each lane's mean square over the bins of a frame of rows of 16. */
    void meanSquare(int bins, float[] in, float[] out);

    /** {@code out[outAt + r] = Σ matrix[r, c] · in[at + c·stride]}. */
    void multiply(BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt);

    /** {@code out[at + i] = √(a[i]² + b[i]² + floor)}. */
    void magnitude(float[] a, float[] b, float floor, float[] out, int at, int count);

    /** {@code out[i] = a[i] + b[i]}, so many from {@code at} on. */
    void add(float[] a, float[] b, float[] out, int at, int count);

    /** Replaces each element by its hyperbolic tangent. */
    void tanh(float[] x, int count);

    /**
     * A filter that slides over samples: {@code out[j] = Σ taps[k]·in[at + j + k]}, k from 0 to
     * {@code taps.length - 1}, for j from 0 on in whole rows of 16: so arrays must reach up to 15
     * elements further than {@code count}, and what the last ones hold does not count.
     */
    void slide(float[] taps, float[] in, int at, float[] out, int count);

    /** A filter with these taps at places between samples. */
    PhaseFilter filter(PhaseTaps taps);

    /** A transform for one stream, or null where these kernels have none of their own. */
    RealTransform realTransform();
}
