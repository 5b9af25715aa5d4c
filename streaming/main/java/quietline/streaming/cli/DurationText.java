package quietline.streaming.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats durations, {@code 0.42 s}, {@code 3:07}, {@code 1:02:03}, and parses them. */
public final class DurationText {

    private static final Pattern CLOCK =
            Pattern.compile("(?:([0-9]{1,9}):)?([0-9]{1,9}):([0-5]?[0-9](?:\\.[0-9]+)?)");
    private static final Pattern AMOUNT =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]+)?)\\s*(ms|s|m|min|h)?");
    private static final Map<String, Double> SECONDS =
            Map.of("ms", 1e-3, "s", 1.0, "m", 60.0, "min", 60.0, "h", 3600.0);

    private DurationText() {}

    /**
     * Returns a time such as {@code 90}, {@code 90s}, {@code 1.5m} or {@code 1:30} in seconds; NaN
     * for any other text.
     */
    public static double parse(String text) {
        Matcher clock = CLOCK.matcher(text.strip());
        if (clock.matches()) {
            double hours = clock.group(1) == null ? 0 : Double.parseDouble(clock.group(1));
            return 60 * (60 * hours + Double.parseDouble(clock.group(2)))
                    + Double.parseDouble(clock.group(3));
        }
        Matcher amount = AMOUNT.matcher(text.strip());
        if (!amount.matches()) {
            return Double.NaN;
        }
        String unit = amount.group(2) == null ? "s" : amount.group(2);
        return Double.parseDouble(amount.group(1)) * SECONDS.get(unit);
    }

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
