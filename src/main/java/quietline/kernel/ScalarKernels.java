package quietline.kernel;

import java.util.Arrays;

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
        ScalarConvolution.convolve(shape, in, rows, weights, bias, slope, out, outAt);
    }

    @Override
    public void projectHalves(
            int bins, float[] in, int at, float[] weights, float[] bias, float[] out) {
        for (int b = 0; b < bins; b++) {
            for (int gate = 0; gate < 3 * ROW; gate += ROW) {
                for (int l = 0; l < ROW; l++) {
                    int half = at + b * ROW + (l & 8);
                    float sum = bias[gate + l];
                    for (int i = 0; i < 8; i++) {
                        sum += weights[i * 3 * ROW + gate + l] * in[half + i];
                    }
                    out[b * 3 * ROW + gate + l] = sum;
                }
            }
        }
    }

    @Override
    public void recur(
            int units, float[] fromInput, float[] fromState, float[] state, int at, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int u = 0; u < units; u++) {
                int gate = row * 3 * units + u;
                int last = gate + 2 * units;
                float r = ScalarMath.sigmoid(2 * (fromInput[gate] + fromState[gate]));
                float z =
                        ScalarMath.sigmoid(2 * (fromInput[gate + units] + fromState[gate + units]));
                float n = ScalarMath.tanh(fromInput[last] + r * fromState[last]);
                int here = at + row * units + u;
                state[here] = n + z * (state[here] - n);
            }
        }
    }

    @Override
    public void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        for (int quarter = 0; quarter < ROW; quarter += 4) {
            boolean down = (quarter & 4) != 0;
            int step = down ? -1 : 1;
            int bin = down ? bins - 1 : 0;
            int before = -1;
            for (int n = 0; n < bins; n++, bin += step) {
                for (int l = quarter; l < quarter + 4; l++) {
                    float r = 0;
                    float z = 0;
                    float c = bias[l];
                    for (int j = 0; before >= 0 && j < 4; j++) {
                        float h = out[before + quarter + j];
                        r += weights[j * ROW + l] * h;
                        z += weights[(4 + j) * ROW + l] * h;
                        c += weights[(8 + j) * ROW + l] * h;
                    }
                    int gate = bin * 3 * ROW + l;
                    r = ScalarMath.sigmoid(2 * (gates[gate] + r));
                    z = ScalarMath.sigmoid(2 * (gates[gate + ROW] + z));
                    c = ScalarMath.tanh(gates[gate + 2 * ROW] + r * c);
                    float old = before < 0 ? 0 : out[before + l];
                    out[bin * ROW + l] = c + z * (old - c);
                }
                before = bin * ROW;
            }
        }
    }

    @Override
    public void normalize(
            float[] x,
            float[] weight,
            float[] bias,
            float epsilon,
            float[] residual,
            int residualAt,
            float[] out,
            int outAt) {
        float sum = 0;
        for (float value : x) {
            sum += value;
        }
        float mean = sum / x.length;
        float squares = 0;
        for (float value : x) {
            squares += (value - mean) * (value - mean);
        }
        float scale = (float) (1 / Math.sqrt(squares / x.length + epsilon));
        for (int i = 0; i < x.length; i++) {
            out[outAt + i] =
                    residual[residualAt + i] + weight[i] * ((x[i] - mean) * scale) + bias[i];
        }
    }

    @Override
    public void meanSquare(int bins, float[] in, float[] out) {
        for (int l = 0; l < ROW; l++) {
            float sum = 0;
            for (int at = l; at < bins * ROW; at += ROW) {
                sum += in[at] * in[at];
            }
            out[l] = sum / bins;
        }
    }

    @Override
    public void interleave(
            int bins,
            float[] worked,
            float[] attention,
            float[] in,
            int inAt,
            float[] out,
            int outAt) {
        for (int c = 0; c < 8; c++) {
            float gain = ScalarMath.sigmoid(2 * attention[2 * c]);
            for (int row = 0; row < bins * ROW; row += ROW) {
                out[outAt + row + 2 * c] = gain * worked[row + 2 * c];
                out[outAt + row + 2 * c + 1] = in[inAt + row + 8 + c];
            }
        }
    }

    @Override
    public void overlapAdd(int bins, float[] in, int at, float[] out) {
        for (int b = 0; b < bins; b++) {
            int row = at + b * ROW;
            for (int j = 0; j < 4; j++) {
                out[4 * b + j] = in[row + ROW + j] + in[row + 4 + j] + in[row - ROW + 8 + j];
            }
        }
    }

    @Override
    public void multiply(
            BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt) {
        for (int block = 0; block < matrix.blocks; block++) {
            int to = outAt + block * ROW;
            Arrays.fill(out, to, to + ROW, 0);
            int entry = matrix.start[block];
            int x = at + matrix.first[block] * stride;
            for (int c = 0; c < matrix.columns[block]; c++, x += stride, entry += ROW) {
                for (int r = 0; r < ROW; r++) {
                    out[to + r] += matrix.entries[entry + r] * in[x];
                }
            }
        }
    }

    @Override
    public void magnitude(float[] a, float[] b, float floor, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = (float) Math.sqrt(a[i] * a[i] + b[i] * b[i] + floor);
        }
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int count) {
        for (int i = 0; i < count; i++) {
            out[outAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    @Override
    public void tanh(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = ScalarMath.tanh(x[i]);
        }
    }

    @Override
    public RealTransform realTransform() {
        return null;
    }
}
