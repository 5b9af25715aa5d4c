package quietline.dsp;

/**
 * A matrix of which each row has few entries, all in one stretch: row r multiplies {@code
 * length[r]} inputs from {@code first[r]} on. Immutable; shared by all streams.
 */
final class BandMatrix {

    private final int[] first;
    private final int[] length;
    private final float[][] entries;

    /** Of a dense matrix in row-major order, whose zeros at the ends of each row are left out. */
    BandMatrix(float[] dense, int rows, int columns) {
        first = new int[rows];
        length = new int[rows];
        entries = new float[rows][];
        for (int r = 0; r < rows; r++) {
            int from = 0;
            int to = columns;
            while (from < to && dense[r * columns + from] == 0) {
                from++;
            }
            while (to > from && dense[r * columns + to - 1] == 0) {
                to--;
            }
            first[r] = from;
            length[r] = to - from;
            entries[r] = new float[to - from];
            System.arraycopy(dense, r * columns + from, entries[r], 0, to - from);
        }
    }

    int rows() {
        return first.length;
    }

    /** Row r times the inputs at {@code x[at], x[at + stride], …}. */
    float times(int r, float[] x, int at, int stride) {
        float sum = 0;
        float[] row = entries[r];
        int from = at + first[r] * stride;
        for (int i = 0; i < length[r]; i++) {
            sum += row[i] * x[from + i * stride];
        }
        return sum;
    }
}
