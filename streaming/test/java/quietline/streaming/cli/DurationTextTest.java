package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.00 s",
        "0.994, 0.99 s",
        "0.996, 1.0 s",
        "9.94, 9.9 s",
        "9.96, 10 s",
        "59.4, 59 s",
        "59.6, 1:00",
        "3599.6, 1:00:00",
        "36000, 10:00:00",
    })
    void formatsDurations(double seconds, String text) {
        assertEquals(text, DurationText.of(seconds));
    }
}
