package quietline.dsp;

import quietline.kernel.PhaseTaps;
import quietline.kernel.Row;

/**
 * A short low-pass kernel at evenly spaced phases between two input samples, one row of taps each;
 * the last {@code 2·reach} taps of a row are {@code g(phase + reach - 1)} to {@code g(phase -
 * reach)}. Immutable.
 */
final class PhaseTable {

    /** Linear interpolation between this many phases has an error below 1/200,000. */
    static final int PHASES = 1 << PhaseTaps.GLIDE_ROW_BITS;

    /** The number of input samples on each side that an output sample uses. */
    final int reach;

    /** Taps in a row, rounded up for the kernels; the first ones are zero. */
    final PhaseTaps taps;

    /**
     * Computes the rows for phases 0, 1/phases … and 1, the last one for interpolation.
     *
     * @param pass upper end of the pass band, as a part of the input rate
     * @param stop lower end of the stop band, as a part of the input rate
     */
    PhaseTable(double pass, double stop, int phases) {
        reach = (int) Math.ceil(KaiserSinc.halfWidth(pass, stop));
        int inRow = (2 * reach + Row.FLOATS - 1) / Row.FLOATS * Row.FLOATS;
        KaiserSinc kernel = new KaiserSinc((pass + stop) / 2, reach);
        float[] table = new float[(phases + 1) * inRow];
        for (int row = 0; row <= phases; row++) {
            double late = (double) row / phases;
            for (int k = inRow - 2 * reach; k < inRow; k++) {
                table[row * inRow + k] = (float) kernel.at(late + inRow - reach - 1 - k);
            }
        }
        taps = new PhaseTaps(table, phases, inRow);
    }

    /** Returns the first input sample that the taps cover at a position after this one. */
    long first(long whole) {
        return whole + reach + 1 - taps.count();
    }
}
