package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/** A convolution of any shape, tap by tap. */
final class ScalarTaps extends Conv {

    private final ConvShape shape;
    private final float[] weights;
    private final float[] bias;

    ScalarTaps(ConvShape shape, float[] weights, float[] bias) {
        this.shape = shape;
        this.weights = weights;
        this.bias = bias;
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        int taps = shape.axis().taps();
        int channels = shape.out().channels();
        int perTap = shape.inPerGroup() * channels;
        for (int f = 0; f < shape.out().bins(); f++) {
            int to = at + f * channels;
            System.arraycopy(bias, 0, out, to, channels);
            for (int t = 0; t < shape.timeTaps(); t++) {
                for (int k = 0; k < taps; k++) {
                    int bin = shape.inputBin(f, k);
                    if (bin >= 0) {
                        int from = rows[t] + bin * shape.in().pitch();
                        accumulate(in, from, (t * taps + k) * perTap, out, to);
                    }
                }
            }
        }
    }

    private void accumulate(float[] in, int from, int w, float[] out, int at) {
        int inputs = shape.inPerGroup();
        int outputs = shape.outPerGroup();
        for (int g = 0; g < shape.groups(); g++) {
            for (int i = 0; i < inputs; i++) {
                float x = in[from + g * inputs + i];
                int row = w + i * shape.out().channels() + g * outputs;
                for (int o = 0; o < outputs; o++) {
                    int to = at + g * outputs + o;
                    out[to] = fma(x, weights[row + o], out[to]);
                }
            }
        }
    }
}
