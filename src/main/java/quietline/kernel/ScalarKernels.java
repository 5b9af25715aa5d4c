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
        ScalarConvolution.convolve(shape, in, rows, weights, bias, slope, out, outAt);
    }

    @Override
    public void projectHalves(
            int bins, float[] in, int at, float[] weights, float[] bias, float[] out) {
        int gates = 3 * ROW;
        for (int c = 0; c < gates; c += ScalarBlock.EIGHT) {
            int half = at + (c & ScalarBlock.EIGHT);
            int to = c / ROW * bins * ROW + c % ROW;
            ScalarBlock.channels(
                    bins, 1, in, half, ROW, 0, 0, weights, c, 0, gates, bias, c, out, to, ROW);
        }
    }

    @Override
    public void recur(int units, float[] fromInput, float[] fromState, float[] state, int at) {
        ScalarRecurrence.recur(units, fromInput, fromState, state, at);
    }

    @Override
    public void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        ScalarSweep.sweep(bins, gates, weights, bias, out);
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
        ScalarFrame.normalize(x, weight, bias, epsilon, residual, residualAt, out, outAt);
    }

    @Override
    public void meanSquare(int bins, float[] in, float[] out) {
        ScalarFrame.meanSquare(bins, in, 0, out);
        ScalarFrame.meanSquare(bins, in, 8, out);
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
        ScalarFrame.interleave(bins, worked, attention, in, inAt, out, outAt);
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
        if (matrix.isQuickerByRows()) {
            multiplyByRows(matrix, in, at, stride, out, outAt);
            return;
        }
        for (int block = 0; block < matrix.blocks; block++) {
            int x = at + matrix.first[block] * stride;
            int to = outAt + block * ROW;
            for (int half = 0; half < ROW; half += ScalarBlock.EIGHT) {
                ScalarBlock.rows(
                        matrix.columns[block],
                        in,
                        x,
                        stride,
                        matrix.entries,
                        matrix.start[block] + half,
                        out,
                        to + half);
            }
        }
    }

    private static void multiplyByRows(
            BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt) {
        float[] entries = matrix.rowEntries;
        for (int row = 0; row < matrix.rowFirst.length; row++) {
            int x = at + matrix.rowFirst[row] * stride;
            int end = matrix.rowStart[row + 1];
            float sum = 0;
            for (int i = matrix.rowStart[row]; i < end; i++, x += stride) {
                sum = ScalarFma.fma(entries[i], in[x], sum);
            }
            out[outAt + row] = sum;
        }
    }

    @Override
    public void magnitude(float[] a, float[] b, float floor, float[] out, int at, int count) {
        for (int i = 0; i < count; i++) {
            out[at + i] = (float) Math.sqrt(a[i] * a[i] + b[i] * b[i] + floor);
        }
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int count) {
        if (aAt == outAt && bAt == outAt) {
            addInPlace(a, b, out, outAt, outAt + count);
            return;
        }
        for (int i = 0; i < count; i++) {
            out[outAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    /** One index for all three, or the compiler makes no SIMD of it. */
    private static void addInPlace(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] + b[i];
        }
    }

    @Override
    public void slide(float[] taps, float[] in, int at, float[] out, int count) {
        ScalarSlide.slide(taps, in, at, out, count);
    }

    @Override
    public void interpolate(
            PhaseTaps taps, float[] in, int place, int step, float[] out, int outAt, int count) {
        ScalarPhases.interpolate(taps, in, place, step, out, outAt, count);
    }

    @Override
    public void glide(
            PhaseTaps taps, float[] in, long place, long step, float[] out, int outAt, int count) {
        ScalarPhases.glide(taps, in, place, step, out, outAt, count);
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
