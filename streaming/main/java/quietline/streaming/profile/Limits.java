package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The greatest figures that a report may have: {@code p99=2ms,max=8ms,misses=0}. */
public final class Limits {

    private static final Pattern AMOUNT =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(ns|us|µs|ms|s|%)?");

    private record Limit(double value, Metric.Unit unit) {}

    private final Map<String, Limit> limits;

    private Limits(Map<String, Limit> limits) {
        this.limits = limits;
    }

    /**
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static Limits parse(String text) {
        Map<String, Limit> limits = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String[] sides = part.strip().split("=", -1);
            Matcher amount = AMOUNT.matcher(sides.length == 2 ? sides[1].strip() : "");
            if (sides[0].isBlank() || !amount.matches()) {
                throw new IllegalArgumentException(
                        "invalid limit '%s'; use for example p99=2ms or misses=0".formatted(part));
            }
            if (limits.put(sides[0].strip(), limit(amount)) != null) {
                throw new IllegalArgumentException(
                        "'%s' is limited twice".formatted(sides[0].strip()));
            }
        }
        return new Limits(limits);
    }

    private static Limit limit(Matcher amount) {
        double value = Double.parseDouble(amount.group(1));
        String unit = amount.group(2);
        if (unit == null) {
            return new Limit(value, Metric.Unit.COUNT);
        }
        return switch (unit) {
            case "%" -> new Limit(value, Metric.Unit.PERCENT);
            case "ns" -> new Limit(value, Metric.Unit.NANOS);
            case "us", "µs" -> new Limit(1e3 * value, Metric.Unit.NANOS);
            case "ms" -> new Limit(1e6 * value, Metric.Unit.NANOS);
            default -> new Limit(1e9 * value, Metric.Unit.NANOS);
        };
    }

    /**
     * Returns a time such as {@code 10s} or {@code 500ms} in nanoseconds.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static long parseTime(String text) {
        Matcher amount = AMOUNT.matcher(text.strip());
        if (amount.matches() && amount.group(2) != null && !amount.group(2).equals("%")) {
            return Math.round(limit(amount).value());
        }
        throw new IllegalArgumentException(
                "invalid duration '%s'; use for example 10s or 500ms".formatted(text));
    }

    /**
     * Refuses limits of figures that the mode does not measure, and limits in the wrong unit.
     *
     * @param times figures that are times
     * @param counts all other figures
     * @throws IllegalArgumentException naming the figure
     */
    public void checkKnown(Set<String> times, Set<String> counts) {
        limits.forEach(
                (key, limit) -> {
                    boolean time = limit.unit() == Metric.Unit.NANOS;
                    if (!times.contains(key) && !counts.contains(key)) {
                        throw new IllegalArgumentException(
                                "this mode does not measure '%s', but %s"
                                        .formatted(
                                                key,
                                                Stream.of(times, counts)
                                                        .flatMap(some -> some.stream().sorted())
                                                        .collect(Collectors.joining(", "))));
                    }
                    if (time != times.contains(key)) {
                        throw new IllegalArgumentException(
                                (time ? "'%s' is a count: %1$s=0" : "'%s' is a time: %1$s=2ms")
                                        .formatted(key));
                    }
                });
    }

    /** Returns all that was exceeded as one line; empty if nothing was. */
    public Optional<String> exceeded(ProfileReport report) {
        List<String> exceeded = new ArrayList<>();
        limits.forEach(
                (key, limit) -> {
                    Metric metric = report.metrics().get(key);
                    if (metric == null) {
                        exceeded.add(key + " was not measured");
                    } else if (!(metric.value() <= limit.value())) {
                        exceeded.add(
                                String.format(
                                        Locale.ROOT,
                                        "%s is %s, more than %s",
                                        key,
                                        metric.text(),
                                        Metric.text(limit.value(), metric.unit())));
                    }
                });
        return exceeded.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", exceeded));
    }
}
