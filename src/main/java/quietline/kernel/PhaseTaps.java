package quietline.kernel;

/**
 * A short filter's taps at places between samples: a row for each of so many phases, and one more
 * to draw lines to. Nobody writes to the array once it is here.
 *
 * @param table row by row
 * @param count of taps in a row, in whole rows of 16
 */
public record PhaseTaps(float[] table, int phases, int count) {

    /** Bits of a place that {@link PhaseFilter#glide} chooses a row by: 512 and one more. */
    public static final int GLIDE_ROW_BITS = 9;

    public PhaseTaps {
        if (count % Row.FLOATS != 0 || table.length != (phases + 1) * count) {
            throw new IllegalArgumentException(
                    "%d phases of %d taps do not make a table of %d"
                            .formatted(phases, count, table.length));
        }
    }
}
