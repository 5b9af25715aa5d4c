package quietline.dsp;

import quietline.kernel.PhaseTaps;
import quietline.kernel.Row;

/**
 * A short low-pass kernel at so many phases between two input samples, as rows of taps, of which
 * the last {@code 2·reach} are {@code g(phase + reach - 1)} to {@code g(phase - reach)}. Immutable.
 */
final class PhaseTable {

    /** Straight lines between so many are off by less than a part in 200,000. */
    static final int PHASES = 1 << PhaseTaps.GLIDE_ROW_BITS;

    /** How many input samples before and after an output sample have a part in it. */
    final int reach;

    /** In whole rows, as the kernels take them: those in front are zero. */
    final PhaseTaps taps;

    /**
     * Phases 0, 1/phases … and, to draw lines to, 1.
     *
     * @param pass part of the input rate up to which nothing changes
     * @param stop part of the input rate from which on nothing is left
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

    /** The number of the first input sample that the taps meet at a place behind this one. */
    long first(long whole) {
        return whole + reach + 1 - taps.count();
    }
}
