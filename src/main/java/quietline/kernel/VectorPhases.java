package quietline.kernel;

import static quietline.kernel.ScalarPhases.LINE_BITS;
import static quietline.kernel.ScalarPhases.LINE_MASK;
import static quietline.kernel.ScalarPhases.LINE_PART;
import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/**
 * Short filters at positions between samples: a vector holds consecutive taps, and its lanes are
 * summed for each output in a fixed order.
 */
final class VectorPhases extends PhaseFilter {

    private final PhaseTaps taps;

    VectorPhases(PhaseTaps taps) {
        this.taps = taps;
    }

    @Override
    public void interpolate(float[] in, int place, int step, float[] out, int outAt, int count) {
        float[] table = taps.table();
        int phases = taps.phases();
        int inRow = taps.count();
        int x = place / phases;
        int phase = place % phases;
        int wholeStep = step / phases;
        int phaseStep = step % phases;
        for (int i = 0; i < count; i++) {
            FloatVector sum = FloatVector.zero(WIDE);
            int row = phase * inRow;
            for (int k = 0; k < inRow; k += LANES) {
                FloatVector tap = FloatVector.fromArray(WIDE, table, row + k);
                sum = tap.fma(FloatVector.fromArray(WIDE, in, x + k), sum);
            }
            out[outAt + i] = VectorMath.sumOfLanes(sum);
            phase += phaseStep;
            x += wholeStep;
            if (phase >= phases) {
                phase -= phases;
                x++;
            }
        }
    }

    @Override
    public void glide(float[] in, long place, long step, float[] out, int outAt, int count) {
        float[] table = taps.table();
        int inRow = taps.count();
        long at = place;
        for (int i = 0; i < count; i++) {
            int x = (int) (at >>> 32);
            int row = ((int) at >>> LINE_BITS) * inRow;
            FloatVector part = FloatVector.broadcast(WIDE, ((int) at & LINE_MASK) * LINE_PART);
            FloatVector sum = FloatVector.zero(WIDE);
            for (int k = 0; k < inRow; k += LANES) {
                FloatVector early = FloatVector.fromArray(WIDE, table, row + k);
                FloatVector late = FloatVector.fromArray(WIDE, table, row + inRow + k);
                FloatVector tap = part.fma(late.sub(early), early);
                sum = tap.fma(FloatVector.fromArray(WIDE, in, x + k), sum);
            }
            out[outAt + i] = VectorMath.sumOfLanes(sum);
            at += step;
        }
    }
}
