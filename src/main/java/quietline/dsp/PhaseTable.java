package quietline.dsp;

/**
 * A short low-pass kernel at so many phases between two input samples, as rows of taps: {@code
 * row[k] = g(phase + reach - 1 - k)}. Between rows it draws straight lines. Immutable.
 */
final class PhaseTable {

    /** Straight lines between so many are off by less than a part in 200,000. */
    static final int PHASES = 512;

    /** How many input samples before and after an output sample have a part in it. */
    final int reach;

    private final int taps;
    private final float[] table;

    /**
     * Phases 0, 1/phases … and, to draw lines to, 1.
     *
     * @param pass part of the input rate up to which nothing changes
     * @param stop part of the input rate from which on nothing is left
     */
    PhaseTable(double pass, double stop, int phases) {
        reach = reach(pass, stop);
        taps = 2 * reach;
        KaiserSinc kernel = new KaiserSinc((pass + stop) / 2, reach);
        table = new float[(phases + 1) * taps];
        for (int row = 0; row <= phases; row++) {
            double late = (double) row / phases;
            for (int k = 0; k < taps; k++) {
                table[row * taps + k] = (float) kernel.at(late + reach - 1 - k);
            }
        }
    }

    /** Even, since taps are taken in fours. */
    static int reach(double pass, double stop) {
        return 2 * (int) Math.ceil(KaiserSinc.halfWidth(pass, stop) / 2);
    }

    /** The output at a phase that has a row; its first input sample is {@code samples[from]}. */
    float at(int row, float[] samples, int from) {
        return dot(table, row * taps, samples, from, taps);
    }

    /** The output at a part of the way from one row to the next. */
    float between(int row, float part, float[] samples, int from) {
        int at = row * taps;
        return (1 - part) * dot(table, at, samples, from, taps)
                + part * dot(table, at + taps, samples, from, taps);
    }

    /** In four sums, so that none waits for the others. */
    private static float dot(float[] table, int row, float[] samples, int from, int taps) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int k = 0; k < taps; k += 4) {
            a += table[row + k] * samples[from + k];
            b += table[row + k + 1] * samples[from + k + 1];
            c += table[row + k + 2] * samples[from + k + 2];
            d += table[row + k + 3] * samples[from + k + 3];
        }
        return a + b + (c + d);
    }
}
