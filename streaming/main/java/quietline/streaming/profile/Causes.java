package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import quietline.streaming.profile.FlightLog.Incident;
import quietline.streaming.profile.FlightLog.Incident.Kind;
import quietline.streaming.profile.OutlierLog.Outlier;

/**
 * Finds the cause of each outlier: something the virtual machine did at that time; or else that the
 * thread was not on a processor, was woken late, or waited for the hop before. A cause must account
 * for at least 30 % of the time beyond the usual.
 */
final class Causes {

    private static final double ENOUGH = 0.3;

    private record Cause(String name, String detail) {}

    private final List<Incident> incidents;
    private final long usualNanos;
    private final long startNanos;

    /**
     * @param incidents during the run; null if they were not recorded
     * @param usualNanos how long a hop usually takes
     * @param startNanos when the run began
     */
    Causes(List<Incident> incidents, long usualNanos, long startNanos) {
        this.incidents = incidents;
        this.usualNanos = usualNanos;
        this.startNanos = startNanos;
    }

    /** Returns the outliers with their causes, the longest first. */
    List<Outlier> explain(OutlierLog log) {
        List<Integer> inTime = new ArrayList<>();
        for (int i = 0; i < log.kept; i++) {
            inTime.add(i);
        }
        inTime.sort(Comparator.comparingLong(i -> log.index[i]));
        List<Outlier> outliers = new ArrayList<>();
        int before = -1;
        for (int i : inTime) {
            boolean waited =
                    before >= 0
                            && log.index[i] == log.index[before] + 1
                            && log.end[before] > log.due[i];
            outliers.add(outlier(log, i, waited ? outliers.get(outliers.size() - 1) : null));
            before = i;
        }
        outliers.sort(Comparator.comparingLong(Outlier::nanos).reversed());
        return outliers;
    }

    private Outlier outlier(OutlierLog log, int i, Outlier waitedFor) {
        long nanos = log.end[i] - log.due[i];
        long work = log.end[i] - log.begin[i];
        Cause cause = cause(log, i, nanos, work, waitedFor);
        return new Outlier(
                log.index[i], log.due[i] - startNanos, nanos, work, cause.name, cause.detail);
    }

    private Cause cause(OutlierLog log, int i, long nanos, long work, Outlier waitedFor) {
        long due = log.due[i];
        long end = log.end[i];
        long waited = nanos - work;
        double enough = ENOUGH * Math.max(1, nanos - usualNanos);
        if (waitedFor != null && waited > work && waited >= enough) {
            return new Cause(waitedFor.cause(), "waited for the hop before");
        }
        for (Kind kind : Kind.values()) {
            if (kind.stopsAllThreads && overlap(kind, due, end) >= enough) {
                return longest(kind, due, end);
            }
        }
        boolean compiled = overlap(Kind.COMPILATION, due, end) >= enough;
        if (log.away[i] >= enough) {
            String away = "not on a processor for " + Metric.time(log.away[i]);
            return compiled
                    ? new Cause(
                            "scheduling beside compilation",
                            longest(Kind.COMPILATION, due, end).detail + "; " + away)
                    : new Cause("scheduling", away);
        }
        if (waited >= enough) {
            return new Cause("scheduling", "woken " + Metric.time(waited) + " late");
        }
        if (overlap(Kind.DEOPTIMISATION, due, end) > 0) {
            return longest(Kind.DEOPTIMISATION, due, end);
        }
        if (compiled) {
            return longest(Kind.COMPILATION, due, end);
        }
        return new Cause(
                "unknown",
                incidents == null
                        ? "this Java has no Flight Recorder"
                        : "on a processor all the time, as far as the system tells");
    }

    /** Returns how long incidents of this kind overlap with the span, in total. */
    private long overlap(Kind kind, long from, long to) {
        return incidents == null
                ? 0
                : incidents.stream()
                        .filter(incident -> incident.kind() == kind)
                        .mapToLong(incident -> incident.overlap(from, to))
                        .sum();
    }

    /** Returns the incident of this kind that overlaps longest, as a cause. */
    private Cause longest(Kind kind, long from, long to) {
        Incident longest =
                incidents.stream()
                        .filter(incident -> incident.kind() == kind)
                        .max(Comparator.comparingLong(incident -> incident.overlap(from, to)))
                        .orElseThrow();
        return new Cause(kind.title, longest.detail());
    }

    /** The outliers of one cause. */
    record Share(String cause, int count, long nanos) {}

    /** Returns how many outliers each cause has and their total time, the most time first. */
    static List<Share> summary(List<Outlier> outliers) {
        Map<String, List<Outlier>> byCause =
                outliers.stream().collect(Collectors.groupingBy(Outlier::cause));
        List<Share> shares = new ArrayList<>();
        byCause.forEach(
                (cause, some) -> {
                    long nanos = some.stream().mapToLong(Outlier::nanos).sum();
                    shares.add(new Share(cause, some.size(), nanos));
                });
        shares.sort(Comparator.comparingLong(Share::nanos).reversed());
        return shares;
    }
}
