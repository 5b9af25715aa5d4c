package quietline.nn;

import java.util.Arrays;

/**
 * The last frames of one signal, in a ring that is never shifted. It starts with silence, as the
 * offline network pads with zeros in front: so the first frame of a stream is already the right
 * one.
 */
public final class FrameHistory {

    private final int rowLength;
    private final int rows;
    private final float[] ring;

    private int present;

    /** Keeps the present row and {@code past} rows before it. */
    public FrameHistory(int past, int rowLength) {
        this.rowLength = rowLength;
        this.rows = past + 1;
        this.ring = new float[rows * rowLength];
    }

    /**
     * Makes the oldest row the present one and returns where it begins, to be overwritten whole.
     */
    public int advance() {
        present = present + 1 == rows ? 0 : present + 1;
        return present * rowLength;
    }

    /** Copies a row in as the present one. */
    public void push(float[] in, int inAt) {
        System.arraycopy(in, inAt, ring, advance(), rowLength);
    }

    /** Which of {@link #everyRows} holds now. */
    int present() {
        return present;
    }

    /**
     * Where the rows begin that are so many frames apart, the present one last, for each place that
     * the present one may have; so much further on.
     */
    int[][] everyRows(int count, int apart, int offset) {
        int[][] every = new int[rows][count];
        for (int place = 0; place < rows; place++) {
            for (int i = 0; i < count; i++) {
                int row = Math.floorMod(place - (count - 1 - i) * apart, rows);
                every[place][i] = row * rowLength + offset;
            }
        }
        return every;
    }

    /** The ring itself. */
    public float[] floats() {
        return ring;
    }

    public void reset() {
        Arrays.fill(ring, 0);
        present = 0;
    }
}
