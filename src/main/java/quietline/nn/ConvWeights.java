package quietline.nn;

import quietline.kernel.Conv;
import quietline.kernel.ConvShape;
import quietline.kernel.Kernels;

/**
 * A convolution's weights in the order in which the kernels read them: (timeTap, tap, input channel
 * within its group, output channel). Time tap 0 is the oldest frame. The slope is that of the PReLU
 * that follows, 1 for none. Immutable; shared by all streams.
 */
public record ConvWeights(
        ConvShape shape, int timeDilation, float[] packed, float[] bias, float slope) {

    /** Packs PyTorch's weight of a convolution, shaped (out, in / groups, timeTaps, taps). */
    public static ConvWeights conv(
            ConvShape shape, int timeDilation, float[] weight, float[] bias) {
        float[] packed = new float[shape.weightCount()];
        int inputs = shape.inPerGroup();
        for (int t = 0, at = 0; t < shape.timeTaps(); t++) {
            for (int k = 0; k < shape.axis().taps(); k++) {
                for (int i = 0; i < inputs; i++) {
                    for (int o = 0; o < shape.out().channels(); o++) {
                        int row = o * inputs + i;
                        packed[at++] =
                                weight[(row * shape.timeTaps() + t) * shape.axis().taps() + k];
                    }
                }
            }
        }
        return new ConvWeights(shape, timeDilation, packed, bias, 1);
    }

    /**
     * Packs PyTorch's weight of a transposed convolution, shaped (in, out / groups, timeTaps,
     * taps). Its first time tap is the present frame, so the order of time taps is reversed.
     */
    public static ConvWeights transposed(
            ConvShape shape, int timeDilation, float[] weight, float[] bias) {
        float[] packed = new float[shape.weightCount()];
        int outputs = shape.outPerGroup();
        for (int t = 0, at = 0; t < shape.timeTaps(); t++) {
            int newest = shape.timeTaps() - 1 - t;
            for (int k = 0; k < shape.axis().taps(); k++) {
                for (int i = 0; i < shape.inPerGroup(); i++) {
                    for (int o = 0; o < shape.out().channels(); o++) {
                        int row = (o / outputs * shape.inPerGroup() + i) * outputs + o % outputs;
                        packed[at++] =
                                weight[(row * shape.timeTaps() + newest) * shape.axis().taps() + k];
                    }
                }
            }
        }
        return new ConvWeights(shape, timeDilation, packed, bias, 1);
    }

    /** Folds in {@code y -> scale·y + shift} for each channel. */
    public ConvWeights then(Affine affine) {
        float[] scaled = packed.clone();
        float[] shifted = new float[bias.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= affine.scale()[i % shape.out().channels()];
        }
        for (int o = 0; o < shifted.length; o++) {
            shifted[o] = bias[o] * affine.scale()[o] + affine.shift()[o];
        }
        return new ConvWeights(shape, timeDilation, scaled, shifted, slope);
    }

    /** Adds a PReLU with one slope for all channels. */
    public ConvWeights thenPRelu(float slope) {
        return new ConvWeights(shape, timeDilation, packed, bias, slope);
    }

    /**
     * Moves the outputs to other lanes.
     *
     * @param channelAt the channel on each lane, or -1 for a lane that stays zero
     */
    public ConvWeights onLanes(int[] channelAt) {
        ConvShape wide = shape.withOutChannels(channelAt.length);
        return new ConvWeights(
                wide, timeDilation, arranged(packed, channelAt), arranged(bias, channelAt), slope);
    }

    Conv plan(Kernels kernels) {
        return kernels.plan(shape, packed, bias, slope);
    }

    private float[] arranged(float[] values, int[] channelAt) {
        int lanes = channelAt.length;
        int channels = shape.out().channels();
        float[] arranged = new float[values.length / channels * lanes];
        for (int i = 0; i < arranged.length; i++) {
            int channel = channelAt[i % lanes];
            arranged[i] = channel < 0 ? 0 : values[i / lanes * channels + channel];
        }
        return arranged;
    }
}
