package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/** A banded matrix times a vector, in plain Java: eight rows at once, or one by one. */
final class ScalarMatrix {

    private static final int ROW = Row.FLOATS;
    private static final int EIGHT = ROW / 2;

    private ScalarMatrix() {}

    static void multiply(
            BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt) {
        if (matrix.isQuickerByRows()) {
            byRows(matrix, in, at, stride, out, outAt);
            return;
        }
        float[] entries = matrix.entries;
        for (int half = 0; half < 2 * matrix.blocks; half++) {
            int x = at + matrix.first[half / 2] * stride;
            int column = matrix.start[half / 2] + half % 2 * EIGHT;
            int end = column + matrix.columns[half / 2] * ROW;
            float a0 = 0;
            float a1 = 0;
            float a2 = 0;
            float a3 = 0;
            float a4 = 0;
            float a5 = 0;
            float a6 = 0;
            float a7 = 0;
            for (; column < end; x += stride, column += ROW) {
                float xa = in[x];
                a0 = fma(xa, entries[column], a0);
                a1 = fma(xa, entries[column + 1], a1);
                a2 = fma(xa, entries[column + 2], a2);
                a3 = fma(xa, entries[column + 3], a3);
                a4 = fma(xa, entries[column + 4], a4);
                a5 = fma(xa, entries[column + 5], a5);
                a6 = fma(xa, entries[column + 6], a6);
                a7 = fma(xa, entries[column + 7], a7);
            }
            int to = outAt + half * EIGHT;
            out[to] = a0;
            out[to + 1] = a1;
            out[to + 2] = a2;
            out[to + 3] = a3;
            out[to + 4] = a4;
            out[to + 5] = a5;
            out[to + 6] = a6;
            out[to + 7] = a7;
        }
    }

    private static void byRows(
            BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt) {
        float[] entries = matrix.rowEntries;
        for (int row = 0; row < matrix.rowFirst.length; row++) {
            int x = at + matrix.rowFirst[row] * stride;
            int end = matrix.rowStart[row + 1];
            float sum = 0;
            for (int i = matrix.rowStart[row]; i < end; i++, x += stride) {
                sum = fma(entries[i], in[x], sum);
            }
            out[outAt + row] = sum;
        }
    }
}
