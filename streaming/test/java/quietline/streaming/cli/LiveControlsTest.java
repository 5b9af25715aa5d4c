package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveControlsTest {

    /** Lines of /proc/PID/stat; a command's name may contain brackets. */
    @ParameterizedTest
    @CsvSource({
        "14885 (java) S 14713 14710 6494 34816 14710 4194304, true",
        "14885 (java) S 14713 14710 6494 34816 6494 4194304, false",
        "14885 (a) b) S 14713 14710 6494 34816 14710 4194304, true",
        "14885 (java) S 14713 14710 6494 0 -1 4194304, true"
    })
    void recognisesForeground(String stat, boolean ours) {
        assertEquals(ours, LiveControls.inForeground(stat));
    }
}
