package quietline.kernel;

/** Convolution of any shape, tap by tap: every output channel hears the inputs of its group. */
final class ScalarTaps {

    private ScalarTaps() {}

    static void convolve(
            ConvShape shape,
            float[] in,
            int[] rows,
            float[] weights,
            float[] bias,
            float[] out,
            int outAt) {
        int channels = shape.outChannels();
        int perTap = shape.inPerGroup() * channels;
        for (int f = 0; f < shape.outBins(); f++) {
            int at = outAt + f * channels;
            System.arraycopy(bias, 0, out, at, channels);
            for (int t = 0; t < shape.timeTaps(); t++) {
                for (int k = 0; k < shape.taps(); k++) {
                    int bin = shape.inputBin(f, k);
                    if (bin >= 0) {
                        int from = rows[t] + bin * shape.inPitch();
                        int w = (t * shape.taps() + k) * perTap;
                        accumulate(shape, in, from, weights, w, out, at);
                    }
                }
            }
        }
    }

    private static void accumulate(
            ConvShape shape, float[] in, int from, float[] weights, int w, float[] out, int at) {
        int inputs = shape.inPerGroup();
        int outputs = shape.outPerGroup();
        for (int g = 0; g < shape.groups(); g++) {
            for (int i = 0; i < inputs; i++) {
                float x = in[from + g * inputs + i];
                int row = w + i * shape.outChannels() + g * outputs;
                for (int o = 0; o < outputs; o++) {
                    out[at + g * outputs + o] += x * weights[row + o];
                }
            }
        }
    }
}
