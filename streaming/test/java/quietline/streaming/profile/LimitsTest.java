package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final Set<String> TIMES = Set.of("p99");
    private static final Set<String> COUNTS = Set.of("misses");

    private static ProfileReport report(double p99Nanos, double misses) {
        ProfileReport report = new ProfileReport("paced", "", "hop");
        report.metric("p99", p99Nanos, Metric.Unit.NANOS);
        report.metric("misses", misses, Metric.Unit.COUNT);
        return report;
    }

    @Test
    void namesWhatIsExceededWithBothFigures() {
        Limits limits = new Limits("p99=2ms,misses=0");
        assertEquals(Optional.empty(), limits.exceeded(report(2e6, 0)));
        assertEquals(
                Optional.of("p99 is 2.50 ms, more than 2.00 ms; misses is 3, more than 0"),
                limits.exceeded(report(2.5e6, 3)));
        assertEquals(Optional.of("misses is 1, more than 0"), limits.exceeded(report(1e6, 1)));
    }

    @Test
    void failsIfAFigureWasNotMeasured() {
        assertEquals(
                Optional.of("max was not measured"), new Limits("max=1s").exceeded(report(1, 0)));
        assertEquals(
                Optional.of("p99 is 0 ns, more than 1.00 ms").isPresent(),
                new Limits("p99=1ms").exceeded(report(Double.NaN, 0)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p99",
                "p99=",
                "=2ms",
                "p99=2ms,",
                "p99=fast",
                "p99=-1ms",
                "misses=1%",
                "a=1=2",
                "p99=1ms,p99=2ms"
            })
    void refusesAnInvalidLimit(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Limits(text));
    }

    @Test
    void refusesALimitThatTheModeCannotMeasure() {
        new Limits("p99=2ms,misses=0").checkKnown(TIMES, COUNTS);
        assertRefused("speed=1", "this mode does not measure 'speed', but p99, misses");
        assertRefused("p99=2", "'p99' is a time: p99=2ms");
        assertRefused("misses=2ms", "'misses' is not a time: misses=0");
    }

    private static void assertRefused(String text, String reason) {
        Limits limits = new Limits(text);
        Exception refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> limits.checkKnown(TIMES, COUNTS));
        assertEquals(reason, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "950, 950 ns",
        "21345, 21.3 µs",
        "412000, 412 µs",
        "8050000, 8.05 ms",
        "57e6, 57.0 ms",
        "3e9, 3.00 s"
    })
    void writesTimesWithThreeDigits(double nanos, String text) {
        assertEquals(text, Metric.time(nanos));
    }
}
