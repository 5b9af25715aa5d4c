package quietline.ulunas;

import quietline.kernel.UlunasKernels;
import quietline.nn.StateDict;

/**
 * PReLU with a slope s for each channel, plus a factor w and an offset b for each channel and bin:
 * {@code y = w·x + b + (x > 0 ? x : s·x) = keep·x + fold·|x| + b}, where {@code keep = w + (1 +
 * s)/2} and {@code fold = (1 - s)/2}. Tables are shaped (bins, lanes). Immutable; shared by all
 * streams.
 */
record AffineActivation(float[] keep, float[] fold, float[] bias) {

    /** Reads the tensors with this prefix; {@code channelAt} is as in {@link Lanes}. */
    static AffineActivation of(
            StateDict dict, String prefix, int channels, int bins, int[] channelAt) {
        float[] factor = dict.take(prefix + "affine_weight", channels, bins);
        float[] offset = dict.take(prefix + "affine_bias", channels, bins);
        float[] slope = dict.take(prefix + "slope_weight", channels);
        int lanes = channelAt.length;
        float[] keep = new float[bins * lanes];
        float[] fold = new float[bins * lanes];
        float[] bias = new float[bins * lanes];
        for (int i = 0; i < keep.length; i++) {
            int channel = channelAt[i % lanes];
            if (channel >= 0) {
                int from = channel * bins + i / lanes;
                keep[i] = factor[from] + (1 + slope[channel]) / 2;
                fold[i] = (1 - slope[channel]) / 2;
                bias[i] = offset[from];
            }
        }
        return new AffineActivation(keep, fold, bias);
    }

    /** Replaces a frame, which begins at {@code at}. */
    void apply(float[] x, int at, UlunasKernels kernels) {
        kernels.affinePRelu(x, at, keep, fold, bias);
    }
}
