package quietline.nn;

/** Matrices in row-major order. */
public final class Matrix {

    private Matrix() {}

    /** Returns the transpose of a matrix shaped (rows, columns). */
    public static float[] turned(float[] matrix, int rows, int columns) {
        float[] turned = new float[matrix.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = matrix[r * columns + c];
            }
        }
        return turned;
    }
}
