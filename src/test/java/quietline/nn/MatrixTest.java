package quietline.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class MatrixTest {

    @Test
    void turnsRowsIntoColumns() {
        float[] matrix = {1, 2, 3, 4, 5, 6};
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, Matrix.turned(matrix, 2, 3));
    }
}
