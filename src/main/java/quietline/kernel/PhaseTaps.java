package quietline.kernel;

/**
 * A short filter's taps at positions between samples: one row for each phase, and one more to
 * interpolate to. Immutable by convention.
 *
 * @param table row by row
 * @param count taps in a row, a multiple of 16
 */
public record PhaseTaps(float[] table, int phases, int count) {

    /**
     * The bits of a position that choose a row in {@link PhaseFilter#glide}: 512 rows, and one
     * more.
     */
    public static final int GLIDE_ROW_BITS = 9;

    public PhaseTaps {
        if (count % Row.FLOATS != 0 || table.length != (phases + 1) * count) {
            throw new IllegalArgumentException(
                    "%d phases of %d taps do not make a table of %d"
                            .formatted(phases, count, table.length));
        }
    }
}
