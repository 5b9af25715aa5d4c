package quietline.streaming.cli;

import java.util.Locale;

/** Formats durations: {@code 0.42 s}, {@code 3:07}, {@code 1:02:03}. */
final class DurationText {

    private DurationText() {}

    static String of(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, seconds < 0.995 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
