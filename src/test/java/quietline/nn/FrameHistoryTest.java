package quietline.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FrameHistoryTest {

    @Property
    void keepsEveryRowInOrderOfAge(
            @ForAll @IntRange(max = 11) int past, @ForAll @IntRange(min = 1, max = 40) int pushes) {
        FrameHistory history = new FrameHistory(past, 2);
        int[][] rows = history.everyRows(past + 1, 1, 0);
        for (int n = 1; n <= pushes; n++) {
            history.push(new float[] {0, n, -n}, 1);
            for (int ago = 0; ago <= past; ago++) {
                int expected = Math.max(0, n - ago);
                int row = rows[history.present()][past - ago];
                assertEquals(expected, history.floats()[row]);
                assertEquals(-expected, history.floats()[row + 1], 0f);
            }
        }
        history.reset();
        for (int ago = 0; ago <= past; ago++) {
            int row = rows[history.present()][past - ago];
            assertEquals(0, history.floats()[row], "zeros after reset");
        }
    }
}
