package quietline.reference;

import quietline.weights.Tensor;

/**
 * A sparse matrix, stored as a list of entries (row, column, value): {@code y[row] = Σ value ·
 * x[column]}.
 */
final class SparseMatrix {

    private final int rows;
    private final int columns;
    private final int[] row;
    private final int[] column;
    private final float[] value;
    private int entries;

    SparseMatrix(int rows, int columns, int mostEntries) {
        this(rows, columns, new int[mostEntries], new int[mostEntries], new float[mostEntries], 0);
    }

    private SparseMatrix(
            int rows, int columns, int[] row, int[] column, float[] value, int entries) {
        this.rows = rows;
        this.columns = columns;
        this.row = row;
        this.column = column;
        this.value = value;
        this.entries = entries;
    }

    void put(int atRow, int atColumn, float newValue) {
        row[entries] = atRow;
        column[entries] = atColumn;
        value[entries] = newValue;
        entries++;
    }

    /** Returns the transpose, which shares the entries of this matrix. */
    SparseMatrix transposed() {
        return new SparseMatrix(columns, rows, column, row, value, entries);
    }

    /** Computes y = M·x + bias for each image of a batch (N, C, ...), one bias per channel. */
    void multiply(Tensor input, Tensor output, Tensor bias) {
        int placesPerChannel = Axes.blockSize(output.shape(), 2);
        for (int n = 0; n < output.dimension(0); n++) {
            double[] product = multiply(input.data(), n * columns);
            for (int i = 0; i < rows; i++) {
                float shift = bias == null ? 0 : bias.data()[i / placesPerChannel];
                output.data()[n * rows + i] = (float) (product[i] + shift);
            }
        }
    }

    private double[] multiply(float[] x, int offset) {
        double[] y = new double[rows];
        for (int i = 0; i < entries; i++) {
            y[row[i]] += (double) value[i] * x[offset + column[i]];
        }
        return y;
    }
}
