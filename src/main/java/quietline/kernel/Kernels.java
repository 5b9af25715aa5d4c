package quietline.kernel;

/**
 * The arithmetic of the hot path on float arrays in which each bin is a row: stateless and free of
 * allocation. {@code ScalarKernels} and the vector kernels give the same results up to rounding;
 * {@code KernelChoice} picks one for each stream.
 */
public interface Kernels {

    /** Returns the name for logs and reports, for example {@code vector (512 bit)}. */
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
     * Computes one step of recurrent units. Both gate arrays hold r, z, n in this order, each for
     * all units: {@code r = σ(2(a + b)), z = σ(2(a + b)), n = tanh(a + r·b), h = n + z·(h - n)}.
     * Weights and biases carry the inverse of the factor two. The gates may be overwritten.
     */
    void recur(int units, float[] fromInput, float[] fromState, float[] state, int at);

    /**
     * Computes a chain of recurrent steps over the bins of a frame, with four units in each quarter
     * of a row; the second and fourth quarter run from the last bin down. Gates as in {@link
     * #recur}.
     *
     * @param gates the part of the inputs, (3, bins, 16)
     * @param weights of the quarter's states: (gate, unit, 16)
     * @param bias of the candidate's gate, inside the product with the reset gate
     * @param out receives every bin's states, (bins, 16)
     */
    void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out);

    /**
     * Normalises all of x, which may be overwritten, and adds a residual: {@code out[at + i] =
     * residual[at + i] + weight[i]·(x[i] - mean)/√(variance + epsilon) + bias[i]}.
     */
    void normalize(float[] x, Normalization by, float[] residual, float[] out, int at);

    /** Computes each lane's mean square over the bins of a frame; lanes are a multiple of 16. */
    void meanSquare(int bins, int lanes, float[] in, float[] out);

    /** {@code out[outAt + r] = Σ matrix[r, c] · in[at + c·stride]}. */
    void multiply(BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt);

    /** {@code out[at + i] = √(a[i]² + b[i]² + floor)}. */
    void magnitude(float[] a, float[] b, float floor, float[] out, int at, int count);

    /** {@code out[i] = a[i] + b[i]} for {@code count} elements from {@code at} on. */
    void add(float[] a, float[] b, float[] out, int at, int count);

    /** Replaces each element by its hyperbolic tangent. */
    void tanh(float[] x, int count);

    /**
     * Filters samples: {@code out[j] = Σ taps[k]·in[at + j + k]}, k from 0 to {@code taps.length -
     * 1}. It computes whole rows of 16, so both arrays must reach up to 15 elements further than
     * {@code count}.
     */
    void slide(float[] taps, float[] in, int at, float[] out, int count);

    /** Plans a filter with these taps at positions between samples. */
    PhaseFilter filter(PhaseTaps taps);

    /** Returns a transform for one stream, or null if these kernels have none of their own. */
    RealTransform realTransform();
}
