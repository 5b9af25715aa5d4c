package quietline.kernel;

/** Kernels that only UL-UNAS needs. Frames have rows of 16 lanes or a multiple of them. */
public interface UlunasKernels {

    /** Returns the UL-UNAS kernels of an implementation; every implementation has them. */
    static UlunasKernels of(Kernels kernels) {
        return (UlunasKernels) kernels;
    }

    /** {@code out[i] = log10(max(√(re[i]² + im[i]²), 1e-12))}. */
    void logMagnitude(float[] re, float[] im, float[] out, int count);

    /**
     * Applies a PReLU with factors and offsets of its own for each element: {@code x[at + i] ←
     * keep[i]·x[at + i] + fold[i]·|x[at + i]| + bias[i]}. All elements of the tables are used.
     */
    void affinePRelu(float[] x, int at, float[] keep, float[] fold, float[] bias);

    /** Computes each bin's mean square over its channels; lanes without a channel must be zero. */
    void bandPower(FrameShape frame, float[] in, float[] out);

    /**
     * Computes four outputs for each step of {@code chain}, (steps, 16), on the first lanes.
     *
     * @param in four inputs a step, (steps, 4)
     * @param gates scratch, (3, steps, 16)
     * @param states scratch, (steps, 16)
     */
    void attendBands(
            int steps, BandChain chain, float[] in, float[] gates, float[] states, float[] out);

    /** Replaces the first elements of x by {@code σ(2x)}. */
    void sigmoidOfTwice(float[] x, int count);

    /**
     * Scales each bin and each lane: {@code out[pitch·b + l] = ofLane[l] · ofBin[16⌊b/4⌋ + b mod 4]
     * · in[pitch·b + l]}.
     */
    void scale(FrameShape frame, float[] in, float[] ofLane, float[] ofBin, float[] out);
}
