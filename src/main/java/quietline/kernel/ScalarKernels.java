package quietline.kernel;

/**
 * The kernels in plain Java: what every machine can run, and what the vector kernels must equal.
 */
class ScalarKernels implements Kernels {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void convolve(
            ConvShape shape,
            float[] in,
            int[] rows,
            float[] weights,
            float[] bias,
            float slope,
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
            prelu(out, at, channels, slope);
        }
    }

    /** Adds one tap's share of a bin: every output channel hears the inputs of its group. */
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

    private static void prelu(float[] x, int at, int count, float slope) {
        for (int i = at; i < at + count; i++) {
            x[i] = x[i] < 0 ? slope * x[i] : x[i];
        }
    }

    @Override
    public void axpy(float a, float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            y[yAt + i] += a * x[xAt + i];
        }
    }

    @Override
    public void sigmoid(float[] x, int at, int count) {
        for (int i = at; i < at + count; i++) {
            x[i] = (float) (1 / (1 + Math.exp(-x[i])));
        }
    }

    @Override
    public void tanh(float[] x, int at, int count) {
        for (int i = at; i < at + count; i++) {
            x[i] = (float) Math.tanh(x[i]);
        }
    }

    @Override
    public void normalize(
            float[] x, float[] weight, float[] bias, float epsilon, float[] residual, float[] out) {
        double sum = 0;
        for (float value : x) {
            sum += value;
        }
        double mean = sum / x.length;
        double squares = 0;
        for (float value : x) {
            squares += (value - mean) * (value - mean);
        }
        float scale = (float) (1 / Math.sqrt(squares / x.length + epsilon));
        for (int i = 0; i < x.length; i++) {
            out[i] = residual[i] + weight[i] * ((x[i] - (float) mean) * scale) + bias[i];
        }
    }
}
