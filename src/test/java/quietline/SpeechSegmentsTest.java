package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.SpeechSegments.Segment;

/** Hops are 16 ms; in the pictures x is speech. */
class SpeechSegmentsTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "......, ''",
        "xxx, 0-3",
        "..xx..., 2-4",
        "xx..xx, 0-6",
        "xx...xx, 0-2 5-7",
        "x.....xx....xxx, 6-8 12-15",
        "xx.x, 0-4",
        "x, ''",
        "xx..x, 0-5"
    })
    void joinsOverPausesAndDropsWhatIsShort(String hops, String expected) {
        SpeechSegments segments = new SpeechSegments(0.5, 0.032, 0.032);
        for (char hop : hops.toCharArray()) {
            segments.accept(hop == 'x' ? 0.5 : 0.49);
        }
        assertEquals(expected, text(segments.segments()));
        assertEquals(expected, text(segments.within(hops.length() * 0.016)));
    }

    private static String text(List<Segment> segments) {
        return String.join(
                " ",
                segments.stream()
                        .map(
                                s ->
                                        "%.0f-%.0f"
                                                .formatted(
                                                        s.startSeconds() / 0.016,
                                                        s.endSeconds() / 0.016))
                        .toList());
    }

    @Test
    void endsWithTheRecording() {
        SpeechSegments segments = new SpeechSegments();
        for (int hop = 0; hop < 10; hop++) {
            segments.accept(1);
        }
        assertEquals(List.of(new Segment(0, 0.15)), segments.within(0.15));
        assertEquals(0.15, segments.within(0.15).get(0).seconds());
    }

    @Test
    void findsSpeechInARecording() throws Exception {
        float[] quiet = new float[32_000];
        assertEquals(List.of(), SpeechSegments.of(quiet, 16_000));
        float[] street = SpeechDetectorTest.sample("street");
        float[] both = new float[quiet.length + street.length];
        System.arraycopy(street, 0, both, quiet.length, street.length);
        List<Segment> found = SpeechSegments.of(both, 16_000);
        assertTrue(found.get(0).startSeconds() >= 1.98, found.toString());
        double seconds = found.stream().mapToDouble(Segment::seconds).sum();
        assertTrue(seconds > 2, found.toString());
    }

    @Test
    void refusesInvalidLimits() {
        for (double threshold : new double[] {0, 1, Double.NaN}) {
            assertRefused(threshold, 0.2, 0.1, "the threshold must be between 0 and 1");
        }
        assertRefused(0.5, -1, 0.1, "the longest pause must be 0 s or more, got -1.0");
        assertRefused(0.5, 0, Double.NaN, "the shortest speech must be 0 s or more, got NaN");
    }

    private static void assertRefused(double threshold, double pause, double shortest, String why) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new SpeechSegments(threshold, pause, shortest));
        assertTrue(e.getMessage().startsWith(why), e.getMessage());
    }
}
