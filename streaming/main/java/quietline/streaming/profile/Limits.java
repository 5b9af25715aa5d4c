package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The greatest figures that a report may have: {@code p99=2ms,max=8ms,misses=0}. */
public final class Limits {

    private static final Pattern AMOUNT =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(ns|us|µs|ms|s)?");

    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9);

    private record Limit(double value, boolean isTime) {}

    private final Map<String, Limit> limits = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public Limits(String text) {
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
    }

    private static Limit limit(Matcher amount) {
        double value = Double.parseDouble(amount.group(1));
        Double nanos = amount.group(2) == null ? null : NANOS.get(amount.group(2));
        return nanos == null ? new Limit(value, false) : new Limit(nanos * value, true);
    }

    /**
     * Refuses limits of figures that the mode does not measure, and limits in the wrong unit.
     *
     * @param times figures that are times
     * @param counts all other figures
     * @throws IllegalArgumentException naming the figure
     */
    public void checkKnown(Set<String> times, Set<String> counts) {
        for (Map.Entry<String, Limit> entry : limits.entrySet()) {
            String key = entry.getKey();
            if (!times.contains(key) && !counts.contains(key)) {
                List<String> known = new ArrayList<>(new TreeSet<>(times));
                known.addAll(new TreeSet<>(counts));
                throw new IllegalArgumentException(
                        "this mode does not measure '%s', but %s"
                                .formatted(key, String.join(", ", known)));
            }
            boolean isTime = entry.getValue().isTime;
            if (isTime != times.contains(key)) {
                throw new IllegalArgumentException(
                        (isTime ? "'%s' is not a time: %1$s=0" : "'%s' is a time: %1$s=2ms")
                                .formatted(key));
            }
        }
    }

    /** Returns all that was exceeded as one line; empty if nothing was. */
    public Optional<String> exceeded(ProfileReport report) {
        List<String> exceeded = new ArrayList<>();
        for (Map.Entry<String, Limit> entry : limits.entrySet()) {
            Metric metric = report.metrics.get(entry.getKey());
            double limit = entry.getValue().value;
            if (metric == null) {
                exceeded.add(entry.getKey() + " was not measured");
            } else if (!(metric.value() <= limit)) {
                String most = Metric.text(limit, metric.unit());
                exceeded.add("%s is %s, more than %s".formatted(metric.key(), metric.text(), most));
            }
        }
        return exceeded.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", exceeded));
    }
}
