package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says of each outlier what held it up: what the virtual machine did at the time, or else that the
 * thread was not on a processor, or woken late, or waited for the hop before. A cause must account
 * for a good part of what the hop took beyond the usual.
 */
final class Causes {

    private static final double GOOD_PART = 0.3;

    private final List<Incident> incidents;
    private final long usualNanos;
    private final long startNanos;

    /** {@code incidents} is null where nobody took them down. */
    Causes(List<Incident> incidents, long usualNanos, long startNanos) {
        this.incidents = incidents;
        this.usualNanos = usualNanos;
        this.startNanos = startNanos;
    }

    /** The worst first. */
    List<Outlier> explain(OutlierLog log) {
        List<Integer> inTime = new ArrayList<>();
        for (int i = 0; i < log.kept(); i++) {
            inTime.add(i);
        }
        inTime.sort(Comparator.comparingLong(i -> log.index[i]));
        List<Outlier> outliers = new ArrayList<>();
        int before = -1;
        for (int i : inTime) {
            Outlier last = outliers.isEmpty() ? null : outliers.get(outliers.size() - 1);
            boolean waited =
                    last != null
                            && log.index[i] == log.index[before] + 1
                            && log.end[before] > log.due[i];
            outliers.add(outlier(log, i, waited ? last : null));
            before = i;
        }
        outliers.sort(Comparator.comparingLong(Outlier::nanos).reversed());
        return outliers;
    }

    private Outlier outlier(OutlierLog log, int i, Outlier waitedFor) {
        long nanos = log.end[i] - log.due[i];
        long work = log.end[i] - log.begin[i];
        String[] cause = cause(log, i, nanos, work, waitedFor);
        return new Outlier(log.index[i], log.due[i] - startNanos, nanos, work, cause[0], cause[1]);
    }

    private String[] cause(OutlierLog log, int i, long nanos, long work, Outlier waitedFor) {
        long excess = Math.max(1, nanos - usualNanos);
        double enough = GOOD_PART * excess;
        boolean mostlyWaited = nanos - work > work;
        if (waitedFor != null && mostlyWaited && nanos - work >= enough) {
            return new String[] {waitedFor.cause(), "waited for the hop before"};
        }
        for (Incident.Kind kind : Incident.Kind.values()) {
            if (kind.stopsAll && overlap(kind, log.due[i], log.end[i]) >= enough) {
                return named(kind, log.due[i], log.end[i]);
            }
        }
        boolean compiled = overlap(Incident.Kind.COMPILATION, log.due[i], log.end[i]) >= enough;
        if (log.away[i] >= enough) {
            String away = "not on a processor for " + micros(log.away[i]);
            if (compiled) {
                String[] named = named(Incident.Kind.COMPILATION, log.due[i], log.end[i]);
                return new String[] {"scheduling beside compilation", named[1] + "; " + away};
            }
            return new String[] {"scheduling", away};
        }
        if (nanos - work >= enough) {
            return new String[] {"scheduling", "woken " + micros(nanos - work) + " late"};
        }
        if (overlap(Incident.Kind.DEOPTIMISATION, log.due[i], log.end[i]) > 0) {
            return named(Incident.Kind.DEOPTIMISATION, log.due[i], log.end[i]);
        }
        if (compiled) {
            return named(Incident.Kind.COMPILATION, log.due[i], log.end[i]);
        }
        return new String[] {
            "not explained",
            incidents == null
                    ? "no Flight Recorder here"
                    : "it ran all the time, as far as the system knows"
        };
    }

    private long overlap(Incident.Kind kind, long from, long to) {
        long overlap = 0;
        if (incidents != null) {
            for (Incident incident : incidents) {
                overlap += incident.kind() == kind ? incident.overlap(from, to) : 0;
            }
        }
        return overlap;
    }

    /** By the incident of this kind that overlaps longest. */
    private String[] named(Incident.Kind kind, long from, long to) {
        Incident longest =
                incidents.stream()
                        .filter(incident -> incident.kind() == kind)
                        .max(Comparator.comparingLong(incident -> incident.overlap(from, to)))
                        .orElseThrow();
        return new String[] {kind.title, longest.detail()};
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%,d µs", nanos / 1000);
    }

    /** How many outliers each cause has, and how much time, the most time first. */
    static Map<String, long[]> summary(List<Outlier> outliers) {
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (Outlier outlier : outliers) {
            long[] sum = sums.computeIfAbsent(outlier.cause(), cause -> new long[2]);
            sum[0]++;
            sum[1] += outlier.nanos();
        }
        Map<String, long[]> sorted = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue()[1], a.getValue()[1]))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
