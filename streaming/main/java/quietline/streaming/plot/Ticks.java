package quietline.streaming.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Round numbers along an axis with their labels. */
final class Ticks {

    private static final double[] SECONDS = {
        0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10,
        15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400
    };

    private static final double MINUTES_FROM = 120;
    private static final double HOURS_FROM = 3600;

    private Ticks() {}

    record Tick(double value, String label) {}

    /** At most {@code most} steps of time, labelled in seconds, or as 1:30 or 1:00:00 if long. */
    static List<Tick> time(double seconds, int most) {
        int i = 0;
        while (i < SECONDS.length - 1 && seconds / SECONDS[i] > most) {
            i++;
        }
        double step = SECONDS[i];
        while (seconds / step > most) {
            step *= 2;
        }
        if (seconds >= HOURS_FROM) {
            return every(0, seconds, step, Ticks::hours);
        }
        if (seconds >= MINUTES_FROM) {
            return every(0, seconds, step, Ticks::minutes);
        }
        int decimals = decimals(step);
        return every(0, seconds, step, value -> number(value, decimals) + " s");
    }

    /** At most {@code most} steps of frequency. */
    static List<Tick> frequency(double hertz, int most) {
        return every(0, hertz, round(hertz / most), Ticks::hertz);
    }

    static List<Tick> decibels(double lowest, double highest, double step) {
        return every(lowest, highest, step, value -> number(value, 0));
    }

    /** Rounds up to 1, 2 or 5 times a power of ten. */
    static double round(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Formats a number with a typographic minus and without trailing zeros. */
    static String shortest(double value) {
        return number(value, 3).replaceFirst("\\.?0+$", "");
    }

    private static List<Tick> every(
            double lowest, double highest, double step, DoubleFunction<String> label) {
        List<Tick> ticks = new ArrayList<>();
        long last = (long) Math.floor(highest / step + 1e-9);
        for (long i = (long) Math.ceil(lowest / step - 1e-9); i <= last; i++) {
            ticks.add(new Tick(i * step, label.apply(i * step)));
        }
        return List.copyOf(ticks);
    }

    private static int decimals(double step) {
        return Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
    }

    private static String minutes(double seconds) {
        long whole = Math.round(seconds);
        return "%d:%02d".formatted(whole / 60, whole % 60);
    }

    private static String hours(double seconds) {
        long whole = Math.round(seconds);
        return "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
    }

    private static String hertz(double hertz) {
        if (hertz == 0) {
            return "0";
        }
        return hertz < 1000 ? shortest(hertz) + " Hz" : shortest(hertz / 1000) + " kHz";
    }
}
