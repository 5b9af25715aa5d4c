package quietline.nn;

import java.util.Arrays;

/**
 * The last frames of one signal, in a ring buffer. It starts with zeros, as the offline network
 * pads its input with zeros, so that both compute the same from the first frame on.
 */
public final class FrameHistory {

    private final int rowLength;
    private final int rows;
    private final float[] ring;

    private int present;

    /** Holds the present row and {@code past} rows before it. */
    public FrameHistory(int past, int rowLength) {
        this.rowLength = rowLength;
        this.rows = past + 1;
        this.ring = new float[rows * rowLength];
    }

    /**
     * Makes the oldest row the present one and returns its index. The caller must overwrite all of
     * it.
     */
    public int advance() {
        present = present + 1 == rows ? 0 : present + 1;
        return present * rowLength;
    }

    /** Copies a row to the next place in the ring. */
    public void push(float[] in, int inAt) {
        System.arraycopy(in, inAt, ring, advance(), rowLength);
    }

    /** Returns which entry of {@link #everyRows} is valid now. */
    int present() {
        return present;
    }

    /**
     * Returns, for each position of the present row in the ring, the indices of {@code count} rows
     * that are {@code apart} frames from each other. The present row is the last one.
     *
     * @param offset added to each index
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

    /** Returns the ring. */
    public float[] floats() {
        return ring;
    }

    public void reset() {
        Arrays.fill(ring, 0);
        present = 0;
    }
}
