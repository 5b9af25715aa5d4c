package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The real transform by a complex one of 256 points, with even samples as real parts and odd ones
 * as imaginary parts. The points form a 16 × 16 square: transform the columns (one lane each),
 * multiply by twiddle factors, transpose, transform the columns again. Sixteen points are four
 * times four.
 */
final class VectorTransform implements RealTransform {

    private static final int SIDE = 16;
    private static final int POINTS = SIDE * SIDE;

    private static final VectorShuffle<Float> EVENS =
            VectorShuffle.fromOp(WIDE, lane -> 2 * lane % LANES);
    private static final VectorShuffle<Float> ODDS =
            VectorShuffle.fromOp(WIDE, lane -> (2 * lane + 1) % LANES);
    private static final VectorShuffle<Float> EARLY = VectorShuffle.fromOp(WIDE, lane -> lane / 2);
    private static final VectorShuffle<Float> LATE =
            VectorShuffle.fromOp(WIDE, lane -> (LANES + lane) / 2);
    private static final VectorShuffle<Float> BACKWARD =
            VectorShuffle.fromOp(WIDE, lane -> LANES - 1 - lane);
    private static final VectorMask<Float> SECOND_HALF =
            VectorMask.fromLong(WIDE, -1L << LANES / 2);
    private static final VectorMask<Float> ODD = VectorMask.fromLong(WIDE, 0xAAAA);

    /** {@code e^(-2πi·row·lane/256)}, between the two passes. */
    private static final float[] BETWEEN_RE = new float[POINTS];

    private static final float[] BETWEEN_IM = new float[POINTS];

    /** {@code e^(-2πij/16)}, between the fours of one pass. */
    private static final float[] SIXTEENTH_RE = new float[SIDE];

    private static final float[] SIXTEENTH_IM = new float[SIDE];

    /** {@code e^(-2πik/512)}, to combine the halves of the real spectrum. */
    private static final float[] TURN_RE = new float[POINTS];

    private static final float[] TURN_IM = new float[POINTS];

    static {
        for (int i = 0; i < POINTS; i++) {
            double between = -2 * Math.PI * (i / SIDE) * (i % SIDE) / POINTS;
            BETWEEN_RE[i] = (float) Math.cos(between);
            BETWEEN_IM[i] = (float) Math.sin(between);
            double sixteenth = -2 * Math.PI * (i % SIDE) / SIDE;
            SIXTEENTH_RE[i % SIDE] = (float) Math.cos(sixteenth);
            SIXTEENTH_IM[i % SIDE] = (float) Math.sin(sixteenth);
            double turn = -2 * Math.PI * i / SAMPLES;
            TURN_RE[i] = (float) Math.cos(turn);
            TURN_IM[i] = (float) Math.sin(turn);
        }
    }

    /** One more than the points, because the last equals the first. */
    private final float[] re = new float[POINTS + SIDE];

    private final float[] im = new float[POINTS + SIDE];

    /** Transforms pairs of real and imaginary parts; swapped, it transforms backwards. */
    private final float[][] square = {re, im};

    private final float[][] swapped = {im, re};
    private final float[][] other = {new float[POINTS], new float[POINTS]};

    @Override
    public void forward(float[] samples, float[] outRe, float[] outIm) {
        for (int n = 0; n < POINTS; n += LANES) {
            FloatVector first = FloatVector.fromArray(WIDE, samples, 2 * n);
            FloatVector second = FloatVector.fromArray(WIDE, samples, 2 * n + LANES);
            first.rearrange(EVENS).blend(second.rearrange(EVENS), SECOND_HALF).intoArray(re, n);
            first.rearrange(ODDS).blend(second.rearrange(ODDS), SECOND_HALF).intoArray(im, n);
        }
        transform(square);
        re[POINTS] = re[0];
        im[POINTS] = im[0];
        FloatVector half = FloatVector.broadcast(WIDE, 0.5f);
        for (int k = 0; k < POINTS; k += LANES) {
            int back = POINTS - k - LANES + 1;
            FloatVector a = FloatVector.fromArray(WIDE, re, k);
            FloatVector b = FloatVector.fromArray(WIDE, im, k);
            FloatVector c = FloatVector.fromArray(WIDE, re, back).rearrange(BACKWARD);
            FloatVector d = FloatVector.fromArray(WIDE, im, back).rearrange(BACKWARD);
            FloatVector oddRe = b.add(d);
            FloatVector oddIm = c.sub(a);
            FloatVector turnRe = FloatVector.fromArray(WIDE, TURN_RE, k);
            FloatVector turnIm = FloatVector.fromArray(WIDE, TURN_IM, k);
            FloatVector sumRe = a.add(c).add(oddRe.mul(turnRe).sub(oddIm.mul(turnIm)));
            FloatVector sumIm = b.sub(d).add(oddRe.mul(turnIm).add(oddIm.mul(turnRe)));
            sumRe.mul(half).intoArray(outRe, k);
            sumIm.mul(half).intoArray(outIm, k);
        }
        outRe[POINTS] = re[0] - im[0];
        outIm[POINTS] = 0;
        outIm[0] = 0;
    }

    @Override
    public void inverse(float[] inRe, float[] inIm, float[] samples) {
        FloatVector scale = FloatVector.broadcast(WIDE, 1f / SAMPLES);
        for (int k = 0; k < POINTS; k += LANES) {
            int back = POINTS - k - LANES + 1;
            FloatVector a = FloatVector.fromArray(WIDE, inRe, k);
            FloatVector b = FloatVector.fromArray(WIDE, inIm, k);
            FloatVector c = FloatVector.fromArray(WIDE, inRe, back).rearrange(BACKWARD);
            FloatVector d = FloatVector.fromArray(WIDE, inIm, back).rearrange(BACKWARD);
            FloatVector turnRe = FloatVector.fromArray(WIDE, TURN_RE, k);
            FloatVector turnIm = FloatVector.fromArray(WIDE, TURN_IM, k);
            FloatVector apartRe = a.sub(c);
            FloatVector apartIm = b.add(d);
            FloatVector oddRe = apartRe.mul(turnRe).add(apartIm.mul(turnIm));
            FloatVector oddIm = apartIm.mul(turnRe).sub(apartRe.mul(turnIm));
            a.add(c).sub(oddIm).mul(scale).intoArray(re, k);
            b.sub(d).add(oddRe).mul(scale).intoArray(im, k);
        }
        re[0] = (inRe[0] + inRe[POINTS]) / SAMPLES;
        im[0] = (inRe[0] - inRe[POINTS]) / SAMPLES;
        // With real and imaginary parts swapped, the transform runs backwards.
        transform(swapped);
        for (int n = 0; n < POINTS; n += LANES) {
            FloatVector even = FloatVector.fromArray(WIDE, re, n);
            FloatVector odd = FloatVector.fromArray(WIDE, im, n);
            even.rearrange(EARLY).blend(odd.rearrange(EARLY), ODD).intoArray(samples, 2 * n);
            even.rearrange(LATE).blend(odd.rearrange(LATE), ODD).intoArray(samples, 2 * n + LANES);
        }
    }

    private void transform(float[][] z) {
        columns(z);
        for (int i = 0; i < POINTS; i += LANES) {
            FloatVector a = FloatVector.fromArray(WIDE, z[0], i);
            FloatVector b = FloatVector.fromArray(WIDE, z[1], i);
            FloatVector c = FloatVector.fromArray(WIDE, BETWEEN_RE, i);
            FloatVector d = FloatVector.fromArray(WIDE, BETWEEN_IM, i);
            a.mul(c).sub(b.mul(d)).intoArray(other[0], i);
            a.mul(d).add(b.mul(c)).intoArray(other[1], i);
        }
        turnOver(other[0], z[0]);
        turnOver(other[1], z[1]);
        columns(z);
    }

    private static void turnOver(float[] square, float[] out) {
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                out[column * SIDE + row] = square[row * SIDE + column];
            }
        }
    }

    /**
     * Transforms sixteen points of every column in place: fours of every fourth row, then fours of
     * neighbours.
     */
    private void columns(float[][] z) {
        for (int b = 0; b < 4; b++) {
            for (int lane = b * SIDE; lane < (b + 1) * SIDE; lane += LANES) {
                fours(z, lane, 4 * SIDE, other, lane, b);
            }
        }
        for (int c = 0; c < 4; c++) {
            for (int lane = 0; lane < SIDE; lane += LANES) {
                fours(other, 4 * c * SIDE + lane, SIDE, z, c * SIDE + lane, 0);
            }
        }
    }

    /** Transforms four points in each lane, then multiplies output c by {@code e^(-2πi·b·c/16)}. */
    private static void fours(float[][] z, int at, int step, float[][] out, int to, int b) {
        float[] x = z[0];
        float[] y = z[1];
        float[] outX = out[0];
        float[] outY = out[1];
        int outStep = 4 * SIDE;
        FloatVector x0 = FloatVector.fromArray(WIDE, x, at);
        FloatVector x1 = FloatVector.fromArray(WIDE, x, at + step);
        FloatVector x2 = FloatVector.fromArray(WIDE, x, at + 2 * step);
        FloatVector x3 = FloatVector.fromArray(WIDE, x, at + 3 * step);
        FloatVector y0 = FloatVector.fromArray(WIDE, y, at);
        FloatVector y1 = FloatVector.fromArray(WIDE, y, at + step);
        FloatVector y2 = FloatVector.fromArray(WIDE, y, at + 2 * step);
        FloatVector y3 = FloatVector.fromArray(WIDE, y, at + 3 * step);
        FloatVector sumX = x0.add(x2);
        FloatVector sumY = y0.add(y2);
        FloatVector gapX = x0.sub(x2);
        FloatVector gapY = y0.sub(y2);
        FloatVector oddSumX = x1.add(x3);
        FloatVector oddSumY = y1.add(y3);
        FloatVector oddGapX = x1.sub(x3);
        FloatVector oddGapY = y1.sub(y3);
        sumX.add(oddSumX).intoArray(outX, to);
        sumY.add(oddSumY).intoArray(outY, to);
        FloatVector p = gapX.add(oddGapY);
        FloatVector q = gapY.sub(oddGapX);
        FloatVector c = FloatVector.broadcast(WIDE, SIXTEENTH_RE[b]);
        FloatVector d = FloatVector.broadcast(WIDE, SIXTEENTH_IM[b]);
        p.mul(c).sub(q.mul(d)).intoArray(outX, to + outStep);
        p.mul(d).add(q.mul(c)).intoArray(outY, to + outStep);
        p = sumX.sub(oddSumX);
        q = sumY.sub(oddSumY);
        c = FloatVector.broadcast(WIDE, SIXTEENTH_RE[2 * b]);
        d = FloatVector.broadcast(WIDE, SIXTEENTH_IM[2 * b]);
        p.mul(c).sub(q.mul(d)).intoArray(outX, to + 2 * outStep);
        p.mul(d).add(q.mul(c)).intoArray(outY, to + 2 * outStep);
        p = gapX.sub(oddGapY);
        q = gapY.add(oddGapX);
        c = FloatVector.broadcast(WIDE, SIXTEENTH_RE[3 * b]);
        d = FloatVector.broadcast(WIDE, SIXTEENTH_IM[3 * b]);
        p.mul(c).sub(q.mul(d)).intoArray(outX, to + 3 * outStep);
        p.mul(d).add(q.mul(c)).intoArray(outY, to + 3 * outStep);
    }
}
