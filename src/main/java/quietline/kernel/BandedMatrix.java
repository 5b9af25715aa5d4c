package quietline.kernel;

import java.util.Arrays;

/**
 * A sparse matrix with short bands. It is stored twice: in blocks of 16 rows, dense by columns over
 * the columns that the block uses, and by single rows without the zeros on either side. Immutable;
 * shared by all streams.
 */
public final class BandedMatrix {

    static final int BLOCK = Row.FLOATS;

    final int blocks;

    /** For each block: first column, number of columns, index of its entries. */
    final int[] first;

    final int[] columns;
    final int[] start;
    final float[] entries;

    /** For each row: first column, and index of its entries (one more index ends the last row). */
    final int[] rowFirst;

    final int[] rowStart;
    final float[] rowEntries;

    /** Packs a dense matrix in row-major order; the number of rows must be a multiple of 16. */
    public BandedMatrix(float[] dense, int rows, int columnCount) {
        if (rows % BLOCK != 0) {
            throw new IllegalArgumentException(rows + " rows are no multiple of " + BLOCK);
        }
        float[] all = new float[rows * columnCount];
        rowFirst = new int[rows];
        rowStart = new int[rows + 1];
        for (int row = 0; row < rows; row++) {
            int from = row * columnCount;
            int to = from + columnCount;
            while (from < to && dense[from] == 0) {
                from++;
            }
            while (to > from && dense[to - 1] == 0) {
                to--;
            }
            rowFirst[row] = from - row * columnCount;
            System.arraycopy(dense, from, all, rowStart[row], to - from);
            rowStart[row + 1] = rowStart[row] + to - from;
        }
        rowEntries = Arrays.copyOf(all, rowStart[rows]);
        blocks = rows / BLOCK;
        first = new int[blocks];
        columns = new int[blocks];
        start = new int[blocks];
        int count = 0;
        for (int block = 0; block < blocks; block++) {
            int from = columnCount;
            int to = 0;
            for (int row = block * BLOCK; row < (block + 1) * BLOCK; row++) {
                from = Math.min(from, rowFirst[row]);
                to = Math.max(to, rowFirst[row] + rowStart[row + 1] - rowStart[row]);
            }
            first[block] = from;
            columns[block] = to - from;
            start[block] = count;
            for (int column = from; column < to; column++) {
                for (int row = block * BLOCK; row < (block + 1) * BLOCK; row++) {
                    all[count++] = dense[row * columnCount + column];
                }
            }
        }
        entries = Arrays.copyOf(all, count);
    }

    /** Returns whether single rows are cheaper; starting a row costs as much as ten entries. */
    boolean isQuickerByRows() {
        return rowEntries.length + 10 * rowFirst.length < entries.length;
    }
}
