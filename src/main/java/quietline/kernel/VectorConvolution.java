package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/**
 * Finds the fast way for a convolution's shape, or none. Output channels go in vectors, bins in
 * blocks of eleven: three blocks are the network's 33 bins. A last block that would hang over
 * starts earlier and works some bins out again.
 *
 * <p>Long because every way has the same eight parameters: gathered in an object, they would be one
 * that is made at each call.
 */
final class VectorConvolution {

    private static final int ROW = 16;

    private VectorConvolution() {}

    /** Does it and returns true, or returns false where no fast way is known. */
    static boolean convolve(
            ConvShape s,
            float[] in,
            int[] rows,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int at) {
        if (!s.withinMargin()) {
            return false;
        }
        if (s.depthwise()) {
            boolean fits =
                    s.timeTaps() == 3
                            && s.taps() == 3
                            && s.inChannels() == ROW
                            && s.inPitch() == ROW
                            && plain(s);
            if (fits) {
                depthwise3x3(s, in, rows, weights, bias, slope, out, at);
            }
            return fits;
        }
        if (s.timeTaps() != 1) {
            return false;
        }
        if (s.gathersOneRun() && s.outChannels() % LANES == 0) {
            oneRun(s, in, rows[0], weights, bias, slope, out, at);
            return true;
        }
        boolean rowsOf16 = s.inPitch() == ROW && s.outChannels() == ROW && s.groups() <= 2;
        if (!rowsOf16 || s.dilation() != 1 || s.inBins() < 2 * VectorBlock.BINS) {
            return false;
        }
        if (s.taps() == 3 && s.groups() == 1 && plain(s)) {
            threeTaps(s, in, rows[0], weights, bias, slope, out, at);
            return true;
        }
        boolean fiveByTwo = s.taps() == 5 && s.stride() == 2 && s.padding() == 2;
        if (fiveByTwo && s.transposed()) {
            doubling(s, in, rows[0], weights, bias, slope, out, at);
        } else if (fiveByTwo) {
            halving(s, in, rows[0], weights, bias, slope, out, at);
        }
        return fiveByTwo;
    }

    /** As many bins out as in: a kernel of three that rests on its middle. */
    private static boolean plain(ConvShape s) {
        return s.stride() == 1
                && s.dilation() == 1
                && s.padding() == 1
                && (!s.transposed() || s.depthwise())
                && s.outBins() == s.inBins();
    }

    /** What a bin reads lies in one piece, so it is as if it had one tap with that many inputs. */
    private static void oneRun(
            ConvShape s,
            float[] in,
            int row,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int outAt) {
        int channels = s.outChannels();
        int inputs = s.taps() * s.inChannels();
        int step = s.stride() * s.inPitch();
        int at = row - s.padding() * s.inPitch();
        if (s.outBins() == 1 && channels == 3 * LANES && inputs % 2 == 0 && slope == 1) {
            gates(in, at, inputs, weights, bias, out, outAt);
            return;
        }
        for (int c = 0; c < channels; c += LANES) {
            if (s.outBins() < VectorBlock.BINS) {
                for (int b = 0; b < s.outBins(); b++) {
                    int to = outAt + b * channels + c;
                    single(channels, in, at + b * step, inputs, weights, bias, c, slope, out, to);
                }
            } else {
                for (int b = 0; b < s.outBins(); b += VectorBlock.BINS) {
                    int first = Math.min(b, s.outBins() - VectorBlock.BINS);
                    int from = at + first * step;
                    int to = outAt + first * channels + c;
                    if (step == ROW && channels == ROW) {
                        VectorBlock.pointwise(
                                in, from, inputs, weights, c, bias, c, slope, out, to);
                        continue;
                    }
                    VectorBlock.oneTap(
                            step, channels, in, from, inputs, weights, c, bias, c, slope, out, to,
                            channels);
                }
            }
        }
    }

    /** One bin's three gates, six sums side by side. */
    private static void gates(
            float[] in, int at, int inputs, float[] weights, float[] bias, float[] out, int outAt) {
        FloatVector r0 = FloatVector.fromArray(WIDE, bias, 0);
        FloatVector z0 = FloatVector.fromArray(WIDE, bias, LANES);
        FloatVector n0 = FloatVector.fromArray(WIDE, bias, 2 * LANES);
        FloatVector r1 = FloatVector.zero(WIDE);
        FloatVector z1 = r1;
        FloatVector n1 = r1;
        int row = 0;
        for (int i = 0; i < inputs; i += 2, row += 6 * LANES) {
            FloatVector x0 = FloatVector.broadcast(WIDE, in[at + i]);
            FloatVector x1 = FloatVector.broadcast(WIDE, in[at + i + 1]);
            r0 = x0.fma(FloatVector.fromArray(WIDE, weights, row), r0);
            z0 = x0.fma(FloatVector.fromArray(WIDE, weights, row + LANES), z0);
            n0 = x0.fma(FloatVector.fromArray(WIDE, weights, row + 2 * LANES), n0);
            r1 = x1.fma(FloatVector.fromArray(WIDE, weights, row + 3 * LANES), r1);
            z1 = x1.fma(FloatVector.fromArray(WIDE, weights, row + 4 * LANES), z1);
            n1 = x1.fma(FloatVector.fromArray(WIDE, weights, row + 5 * LANES), n1);
        }
        r0.add(r1).intoArray(out, outAt);
        z0.add(z1).intoArray(out, outAt + LANES);
        n0.add(n1).intoArray(out, outAt + 2 * LANES);
    }

    /** One bin by itself; two sums, for one would wait for itself. */
    private static void single(
            int channels,
            float[] in,
            int at,
            int inputs,
            float[] weights,
            float[] bias,
            int c,
            float slope,
            float[] out,
            int outAt) {
        FloatVector even = FloatVector.fromArray(WIDE, bias, c);
        FloatVector odd = FloatVector.zero(WIDE);
        int pairs = inputs & ~1;
        for (int i = 0; i < pairs; i += 2) {
            FloatVector first = FloatVector.fromArray(WIDE, weights, i * channels + c);
            FloatVector second = FloatVector.fromArray(WIDE, weights, (i + 1) * channels + c);
            even = first.fma(FloatVector.broadcast(WIDE, in[at + i]), even);
            odd = second.fma(FloatVector.broadcast(WIDE, in[at + i + 1]), odd);
        }
        if (pairs < inputs) {
            FloatVector last = FloatVector.fromArray(WIDE, weights, pairs * channels + c);
            odd = last.fma(FloatVector.broadcast(WIDE, in[at + pairs]), odd);
        }
        FloatVector sum = even.add(odd);
        sum.abs()
                .fma(FloatVector.broadcast(WIDE, (1 - slope) / 2), sum.mul((1 + slope) / 2))
                .intoArray(out, outAt);
    }

    /** How far the upper lanes of a vector read from the lower, where it holds two groups. */
    private static int apart(ConvShape s) {
        return LANES > s.outPerGroup() ? s.inPerGroup() : 0;
    }

    private static void threeTaps(
            ConvShape s,
            float[] in,
            int row,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int outAt) {
        int inputs = s.inPerGroup();
        for (int c = 0; c < ROW; c += LANES) {
            int at = row - ROW;
            for (int b = 0; b < s.outBins(); b += VectorBlock.BINS) {
                int first = Math.min(b, s.outBins() - VectorBlock.BINS) * ROW;
                VectorBlock.threeTaps(
                        inputs * ROW,
                        in,
                        at + first,
                        inputs,
                        weights,
                        c,
                        bias,
                        c,
                        slope,
                        out,
                        outAt + first + c,
                        ROW);
            }
        }
    }

    private static void halving(
            ConvShape s,
            float[] in,
            int row,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int outAt) {
        int inputs = s.inPerGroup();
        int apart = apart(s);
        for (int c = 0; c < ROW; c += LANES) {
            int at = row - 2 * ROW + c / s.outPerGroup() * inputs;
            for (int b = 0; b < s.outBins(); b += VectorBlock.BINS) {
                int first = Math.min(b, s.outBins() - VectorBlock.BINS) * ROW;
                VectorGroups.fiveTapsHalving(
                        inputs * ROW,
                        apart,
                        in,
                        at + 2 * first,
                        inputs,
                        weights,
                        c,
                        bias,
                        c,
                        out,
                        outAt + first + c,
                        ROW);
            }
        }
        VectorGroups.activate(out, outAt, outAt + s.outBins() * ROW, slope);
    }

    /**
     * Instead of putting zeros between the rows: even bins meet taps 4, 2, 0 on three neighbours,
     * odd bins taps 3, 1 on two.
     */
    private static void doubling(
            ConvShape s,
            float[] in,
            int row,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int outAt) {
        int inputs = s.inPerGroup();
        int apart = apart(s);
        int tap = inputs * ROW;
        int odds = s.outBins() / 2;
        int evens = s.outBins() - odds;
        for (int c = 0; c < ROW; c += LANES) {
            int at = row + c / s.outPerGroup() * inputs;
            for (int b = 0; b < evens; b += VectorBlock.BINS) {
                int first = Math.min(b, evens - VectorBlock.BINS) * ROW;
                VectorGroups.threeTaps(
                        -2 * tap,
                        apart,
                        in,
                        at - ROW + first,
                        inputs,
                        weights,
                        4 * tap + c,
                        bias,
                        c,
                        slope,
                        out,
                        outAt + 2 * first + c,
                        2 * ROW);
            }
            for (int b = 0; b < odds; b += VectorBlock.BINS) {
                int first = Math.min(b, odds - VectorBlock.BINS) * ROW;
                VectorGroups.twoTaps(
                        -2 * tap,
                        apart,
                        in,
                        at + first,
                        inputs,
                        weights,
                        3 * tap + c,
                        bias,
                        c,
                        slope,
                        out,
                        outAt + ROW + 2 * first + c,
                        2 * ROW);
            }
        }
    }

    /**
     * Each row of inputs is read once: it ends one bin's sum, goes on with the next one's and
     * begins that after it.
     */
    private static void depthwise3x3(
            ConvShape s,
            float[] in,
            int[] rows,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int outAt) {
        // Transposed, the kernel runs backwards along the bins.
        int w = s.transposed() ? 2 * ROW : 0;
        int next = s.transposed() ? -ROW : ROW;
        int end = s.outBins() * ROW;
        for (int c = 0; c < ROW; c += LANES) {
            depthwise3x3(
                    in,
                    rows[0] + c,
                    rows[1] + c,
                    rows[2] + c,
                    weights,
                    w + c,
                    next,
                    bias,
                    c,
                    slope,
                    out,
                    outAt + c,
                    end);
        }
    }

    private static void depthwise3x3(
            float[] in,
            int oldest,
            int older,
            int newest,
            float[] weights,
            int w,
            int next,
            float[] bias,
            int c,
            float slope,
            float[] out,
            int outAt,
            int end) {
        FloatVector a0 = FloatVector.fromArray(WIDE, weights, w);
        FloatVector a1 = FloatVector.fromArray(WIDE, weights, w + next);
        FloatVector a2 = FloatVector.fromArray(WIDE, weights, w + 2 * next);
        FloatVector b0 = FloatVector.fromArray(WIDE, weights, w + 3 * ROW);
        FloatVector b1 = FloatVector.fromArray(WIDE, weights, w + 3 * ROW + next);
        FloatVector b2 = FloatVector.fromArray(WIDE, weights, w + 3 * ROW + 2 * next);
        FloatVector c0 = FloatVector.fromArray(WIDE, weights, w + 6 * ROW);
        FloatVector c1 = FloatVector.fromArray(WIDE, weights, w + 6 * ROW + next);
        FloatVector c2 = FloatVector.fromArray(WIDE, weights, w + 6 * ROW + 2 * next);
        FloatVector offset = FloatVector.fromArray(WIDE, bias, c);
        FloatVector keep = FloatVector.broadcast(WIDE, (1 + slope) / 2);
        FloatVector fold = FloatVector.broadcast(WIDE, (1 - slope) / 2);
        FloatVector x = FloatVector.fromArray(WIDE, in, oldest - ROW);
        FloatVector y = FloatVector.fromArray(WIDE, in, older - ROW);
        FloatVector z = FloatVector.fromArray(WIDE, in, newest - ROW);
        FloatVector now = c0.fma(z, b0.fma(y, a0.fma(x, offset)));
        x = FloatVector.fromArray(WIDE, in, oldest);
        y = FloatVector.fromArray(WIDE, in, older);
        z = FloatVector.fromArray(WIDE, in, newest);
        now = c1.fma(z, b1.fma(y, a1.fma(x, now)));
        FloatVector soon = c0.fma(z, b0.fma(y, a0.fma(x, offset)));
        for (int at = 0; at < end; at += ROW) {
            x = FloatVector.fromArray(WIDE, in, oldest + ROW + at);
            y = FloatVector.fromArray(WIDE, in, older + ROW + at);
            z = FloatVector.fromArray(WIDE, in, newest + ROW + at);
            FloatVector sum = c2.fma(z, b2.fma(y, a2.fma(x, now)));
            sum.abs().fma(fold, sum.mul(keep)).intoArray(out, outAt + at);
            now = c1.fma(z, b1.fma(y, a1.fma(x, soon)));
            soon = c0.fma(z, b0.fma(y, a0.fma(x, offset)));
        }
    }
}
