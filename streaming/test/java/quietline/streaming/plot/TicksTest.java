package quietline.streaming.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0.001 | 0.0000 s, 0.0002 s, 0.0004 s, 0.0006 s, 0.0008 s, 0.0010 s
                    1     | 0.0 s, 0.2 s, 0.4 s, 0.6 s, 0.8 s, 1.0 s
                    7     | 0 s, 1 s, 2 s, 3 s, 4 s, 5 s, 6 s, 7 s
                    119   | 0 s, 15 s, 30 s, 45 s, 60 s, 75 s, 90 s, 105 s
                    240   | 0:00, 0:30, 1:00, 1:30, 2:00, 2:30, 3:00, 3:30, 4:00
                    36000 | 0:00:00, 2:00:00, 4:00:00, 6:00:00, 8:00:00, 10:00:00
                    """)
    void choosesRoundTimes(double seconds, String expected) {
        assertEquals(expected, String.join(", ", labels(Ticks.time(seconds, 8))));
    }

    @Test
    void limitsNumberOfTicks() {
        for (double seconds = 0.0002; seconds < 1e8; seconds *= 1.3) {
            int count = Ticks.time(seconds, 14).size();
            assertTrue(count >= 2 && count <= 15, count + " for " + seconds + " s");
        }
    }

    @Test
    void labelsFrequencies() {
        assertEquals(
                List.of("0", "2 kHz", "4 kHz", "6 kHz", "8 kHz"), labels(Ticks.frequency(8000, 5)));
        assertEquals(
                List.of("0", "200 Hz", "400 Hz", "600 Hz", "800 Hz", "1 kHz"),
                labels(Ticks.frequency(1000, 5)));
        assertEquals(
                List.of("0", "500 Hz", "1 kHz", "1.5 kHz", "2 kHz"),
                labels(Ticks.frequency(2000, 5)));
    }

    @Test
    void labelsDecibelsWithTypographicMinus() {
        assertEquals(List.of("−20", "−10", "0"), labels(Ticks.decibels(-20, 0, 10)));
    }

    private static List<String> labels(List<Ticks.Tick> ticks) {
        return ticks.stream().map(Ticks.Tick::label).toList();
    }
}
