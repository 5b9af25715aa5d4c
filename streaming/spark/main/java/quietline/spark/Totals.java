package quietline.spark;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a run ended.
 *
 * @param audioSeconds the length of what was done
 * @param seconds how long the run took
 * @param errors the reasons of the first failures
 */
record Totals(
        long done,
        long skipped,
        long failed,
        double audioSeconds,
        double seconds,
        List<String> errors) {

    static final int MOST_ERRORS = 10;

    static final Totals NONE = new Totals(0, 0, 0, 0, 0, List.of());

    Totals plus(Totals more) {
        return new Totals(
                done + more.done,
                skipped + more.skipped,
                failed + more.failed,
                audioSeconds + more.audioSeconds,
                seconds + more.seconds,
                Stream.concat(errors.stream(), more.errors.stream()).limit(MOST_ERRORS).toList());
    }
}
