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

    @ParameterizedTest
    @CsvSource({
        "90, 90",
        "90s, 90",
        "0.5 s, 0.5",
        "250ms, 0.25",
        "1.5m, 90",
        "2min, 120",
        "1h, 3600",
        "1:30, 90",
        "90:00, 5400",
        "1:02:03.5, 3723.5",
        "1:60, NaN",
        "1:, NaN",
        "-1, NaN",
        "1e3, NaN",
        "90x, NaN",
        "'', NaN",
    })
    void parsesTimes(String text, double seconds) {
        assertEquals(seconds, DurationText.parse(text));
    }
}
