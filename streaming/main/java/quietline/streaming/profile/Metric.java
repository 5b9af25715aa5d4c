package quietline.streaming.profile;

import java.util.Locale;

/**
 * A figure of a report. A limit for it can fail a build.
 *
 * @param key as on the command line: p99, misses
 */
record Metric(String key, double value, Unit unit) {

    /** The unit of a figure and its name in JSON. */
    enum Unit {
        NANOS("_ns", 0),
        COUNT("", 0),
        BYTES("_bytes", 1),
        TIMES("", 2);

        final String suffix;
        final int decimals;

        Unit(String suffix, int decimals) {
            this.suffix = suffix;
            this.decimals = decimals;
        }
    }

    /** Returns the figure with its unit, for people: {@code 21.3 µs}, {@code 0}. */
    String text() {
        return text(value, unit);
    }

    static String text(double value, Unit unit) {
        return switch (unit) {
            case NANOS -> time(value);
            case BYTES -> number(value < 10 ? value : Math.rint(value));
            case COUNT, TIMES -> number(value);
        };
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.2f", value);
    }

    /**
     * Returns a time with at least three digits: {@code 950 ns}, {@code 21.3 µs}, {@code 8.05 ms}.
     */
    static String time(double nanos) {
        if (nanos < 1000) {
            return String.format(Locale.ROOT, "%.0f ns", nanos);
        }
        double micros = nanos / 1e3;
        if (micros < 1000) {
            return String.format(Locale.ROOT, micros < 100 ? "%.1f µs" : "%.0f µs", micros);
        }
        double millis = nanos / 1e6;
        if (millis < 1000) {
            return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.1f ms", millis);
        }
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
