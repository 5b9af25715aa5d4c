package quietline.kernel;

/**
 * Kernels that change over, once and for all streams at once, to others with the same results to
 * rounding: from those that are fast as soon as Java has started to those that are faster when they
 * have been compiled. All that a stream remembers lies in arrays which both take alike, so it may
 * happen at any moment, between two calls of one hop too. Any thread may call {@link #changeOver}.
 */
public final class SwitchingKernels implements Kernels {

    private final Kernels first;
    private final Kernels last;
    private volatile Kernels now;

    public SwitchingKernels(Kernels first, Kernels last) {
        this.first = first;
        this.last = last;
        now = first;
    }

    /** Whether there is something to change over to, and it has not been done. */
    public boolean canChange() {
        return now != last;
    }

    public void changeOver() {
        now = last;
    }

    /** The same before the change, which others do not share. */
    public SwitchingKernels unchanged() {
        return new SwitchingKernels(first, last);
    }

    /**
     * The same after the change, to practise on: what is compiled for these is compiled for all.
     */
    public SwitchingKernels changed() {
        return new SwitchingKernels(last, last);
    }

    public Kernels first() {
        return first;
    }

    public Kernels last() {
        return last;
    }

    @Override
    public String name() {
        return now.name();
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
        now.convolve(shape, in, rows, weights, bias, slope, out, outAt);
    }

    @Override
    public void projectHalves(
            int bins, float[] in, int at, float[] weights, float[] bias, float[] out) {
        now.projectHalves(bins, in, at, weights, bias, out);
    }

    @Override
    public void recur(int units, float[] fromInput, float[] fromState, float[] state, int at) {
        now.recur(units, fromInput, fromState, state, at);
    }

    @Override
    public void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        now.sweep(bins, gates, weights, bias, out);
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
        now.normalize(x, weight, bias, epsilon, residual, residualAt, out, outAt);
    }

    @Override
    public void meanSquare(int bins, float[] in, float[] out) {
        now.meanSquare(bins, in, out);
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
        now.interleave(bins, worked, attention, in, inAt, out, outAt);
    }

    @Override
    public void overlapAdd(int bins, float[] in, int at, float[] out) {
        now.overlapAdd(bins, in, at, out);
    }

    @Override
    public void multiply(
            BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt) {
        now.multiply(matrix, in, at, stride, out, outAt);
    }

    @Override
    public void magnitude(float[] a, float[] b, float floor, float[] out, int at, int count) {
        now.magnitude(a, b, floor, out, at, count);
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int count) {
        now.add(a, aAt, b, bAt, out, outAt, count);
    }

    @Override
    public void slide(float[] taps, float[] in, int at, float[] out, int count) {
        now.slide(taps, in, at, out, count);
    }

    @Override
    public void interpolate(
            PhaseTaps taps, float[] in, int place, int step, float[] out, int outAt, int count) {
        now.interpolate(taps, in, place, step, out, outAt, count);
    }

    @Override
    public void glide(
            PhaseTaps taps, float[] in, long place, long step, float[] out, int outAt, int count) {
        now.glide(taps, in, place, step, out, outAt, count);
    }

    @Override
    public void tanh(float[] x, int count) {
        now.tanh(x, count);
    }

    /** Null, as each of the two may have its own: {@link #first} and {@link #last} are asked. */
    @Override
    public RealTransform realTransform() {
        return null;
    }
}
