package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColoursTest {

    @Test
    void areOnlyForTerminalsAndNotIfRefused() {
        assertTrue(Colours.wanted(Map.of(), true));
        assertTrue(Colours.wanted(Map.of("NO_COLOR", ""), true));
        assertFalse(Colours.wanted(Map.of("NO_COLOR", "1"), true));
        assertFalse(Colours.wanted(Map.of(), false));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.001, 32", "0.6, 0.1, 33", "1, 0.3, 31"})
    void showMeterGreenYellowOrRed(float peak, float rms, int colour) {
        String meter = LivePanel.meter(peak, rms);
        assertEquals(
                "in  \u001b[" + colour + "m" + meter + "\u001b[0m  -20 dB",
                Colours.status("in  " + meter + "  -20 dB"));
    }

    @Test
    void showWhatIsMissing() {
        assertEquals(
                "– dB   \u001b[33mWAITING FOR\u001b[0m mic",
                Colours.status("– dB   WAITING FOR mic"));
        assertEquals("r [record]", Colours.status("r [record]"));
        assertEquals("\u001b[33mlost\u001b[0m", Colours.warning("lost"));
    }
}
