package quietline.kernel;

/** The kernels in plain Java, which run everywhere and which the vector kernels must equal. */
class ScalarKernels implements Kernels, GtcrnKernels, UlunasKernels {

    private static final int ROW = Row.FLOATS;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public Conv plan(ConvShape shape, float[] weights, float[] bias, float slope) {
        return ScalarConv.plan(shape, weights, bias, slope);
    }

    @Override
    public Conv planGates(int bins, float[] weights, float[] bias) {
        return ScalarConv.planGates(bins, weights, bias);
    }

    @Override
    public void recur(int units, float[] fromInput, float[] fromState, float[] state, int at) {
        // Short loops with one index are vectorised by the compiler.
        for (int i = 0; i < 2 * units; i++) {
            fromInput[i] = ScalarMath.sigmoidOfTwice(fromInput[i] + fromState[i]);
        }
        for (int i = 0, n = 2 * units; i < units; i++, n++) {
            fromInput[n] += fromInput[i] * fromState[n];
        }
        for (int i = 2 * units; i < 3 * units; i++) {
            fromInput[i] = ScalarMath.tanh(fromInput[i]);
        }
        for (int i = 0; i < units; i++) {
            float n = fromInput[2 * units + i];
            state[at + i] = n + fromInput[units + i] * (state[at + i] - n);
        }
    }

    @Override
    public void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        ScalarSweep.sweep(bins, gates, weights, bias, out);
    }

    @Override
    public void normalize(float[] x, Normalization by, float[] residual, float[] out, int at) {
        ScalarFrame.normalize(x, by, residual, out, at);
    }

    @Override
    public void meanSquare(int bins, int lanes, float[] in, float[] out) {
        for (int lane = 0; lane < lanes; lane += ROW / 2) {
            ScalarFrame.meanSquare(bins, lanes, in, lane, out);
        }
    }

    @Override
    public void attendAndShuffle(
            int bins, float[] worked, float[] attention, float[] in, float[] out, int at) {
        for (int lane = 0; lane < ROW; lane += 2) {
            attention[lane] = ScalarMath.sigmoidOfTwice(attention[lane]);
        }
        for (int row = 0; row < bins * ROW; row += ROW) {
            for (int c = 0; c < ROW / 2; c++) {
                out[at + row + 2 * c] = attention[2 * c] * worked[row + 2 * c];
                out[at + row + 2 * c + 1] = in[at + row + ROW / 2 + c];
            }
        }
    }

    @Override
    public void logMagnitude(float[] re, float[] im, float[] out, int count) {
        ScalarUlunas.logMagnitude(re, im, out, 0, count);
    }

    @Override
    public void affinePRelu(float[] x, int at, float[] keep, float[] fold, float[] bias) {
        ScalarUlunas.affinePRelu(x, at, keep, fold, bias);
    }

    @Override
    public void bandPower(FrameShape frame, float[] in, float[] out) {
        ScalarUlunas.bandPower(frame, in, out);
    }

    @Override
    public void attendBands(
            int steps, BandChain chain, float[] in, float[] gates, float[] states, float[] out) {
        ScalarBands.project(steps, chain, in, gates);
        ScalarSweep.upward(steps, gates, chain.states(), chain.stateBias(), states);
        ScalarBands.join(steps, chain, states, out);
    }

    @Override
    public void sigmoidOfTwice(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = ScalarMath.sigmoidOfTwice(x[i]);
        }
    }

    @Override
    public void scale(FrameShape frame, float[] in, float[] ofLane, float[] ofBin, float[] out) {
        ScalarUlunas.scale(frame, in, ofLane, ofBin, out);
    }

    @Override
    public void multiply(
            BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt) {
        ScalarMatrix.multiply(matrix, in, at, stride, out, outAt);
    }

    @Override
    public void magnitude(float[] a, float[] b, float floor, float[] out, int at, int count) {
        for (int i = 0; i < count; i++) {
            out[at + i] = (float) Math.sqrt(a[i] * a[i] + b[i] * b[i] + floor);
        }
    }

    @Override
    public void add(float[] a, float[] b, float[] out, int at, int count) {
        for (int i = at; i < at + count; i++) {
            out[i] = a[i] + b[i];
        }
    }

    @Override
    public void tanh(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = ScalarMath.tanh(x[i]);
        }
    }

    @Override
    public void slide(float[] taps, float[] in, int at, float[] out, int count) {
        ScalarSlide.slide(taps, in, at, out, count);
    }

    @Override
    public PhaseFilter filter(PhaseTaps taps) {
        return new ScalarPhases(taps);
    }

    @Override
    public RealTransform realTransform() {
        return null;
    }
}
