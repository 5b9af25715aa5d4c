package quietline.streaming.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import quietline.streaming.profile.ReportTable.Column;

/**
 * Fresh starts of Java: how long until the first hop is done, and until hops are as quick as they
 * get; back to back, paced as live sound is, and with an archive of the program's classes made on
 * the spot.
 */
public final class StartupProfile {

    static final String CURVE = "curve";

    private final ProfileSettings settings;
    private final ChildJava java;
    private final List<String> arguments;
    private final int starts;

    /** {@code arguments} have the program run a {@link StartupProbe} and print its line. */
    public StartupProfile(
            ProfileSettings settings, ChildJava java, List<String> arguments, int starts) {
        this.settings = settings;
        this.java = java;
        this.arguments = arguments;
        this.starts = starts;
    }

    public ProfileReport run() throws IOException {
        ProfileReport report =
                settings.report("startup", "fresh starts of Java, hops back to back");
        ReportTable table =
                new ReportTable(
                        "startup",
                        "In ms since the process was launched; medians of as many starts: %d"
                                .formatted(starts),
                        Column.text("start", ""),
                        new Column("program_ms", "program entered", 0),
                        new Column("first_ms", "first hop done", 0),
                        new Column("steady_ms", "steady", 0),
                        new Column("steady_hops", "after hops", 0),
                        new Column("first_hop_ms", "first hop itself", 2),
                        new Column("slowest_hop_ms", "slowest other hop", 2),
                        new Column("worst_hop_ms", "that of the worst start", 2),
                        new Column("median_micros", "steady hop/µs", 1));
        List<StartupProbe> cold = probes(java, null);
        row(table, "cold", cold);
        List<StartupProbe> live = probes(LiveStart.java(java), LiveStart.OPTION);
        row(table, "live", live);
        try (TemporaryFolder folder = new TemporaryFolder()) {
            Optional<String> trouble = archived(folder.path(), table);
            trouble.ifPresent(reason -> report.remark("No start with an archive: " + reason + "."));
        }
        report.add(
                table.note(
                        "Steady: from then on the medians of 250 hops stay within a quarter; live:"
                                + " when its stream has changed to the faster kernels."));
        report.add(curve(cold));
        if (!cold.stream().allMatch(StartupProbe::settled)) {
            report.remark("Not steady when it ended: a longer --duration would tell more.");
        }
        report.metric("first", median(cold, StartupProbe::firstHopNanos), Metric.Unit.NANOS);
        report.metric("steady", median(cold, StartupProbe::steadyNanos), Metric.Unit.NANOS);
        report.metric("steady-hops", median(cold, StartupProbe::steadyHops), Metric.Unit.COUNT);
        report.metric("live-first", median(live, StartupProbe::firstHopNanos), Metric.Unit.NANOS);
        report.metric(
                "live-slowest-hop", median(live, StartupProbe::slowestNanos), Metric.Unit.NANOS);
        report.metric("live-worst-hop", worst(live), Metric.Unit.NANOS);
        report.metric("slowest-hop", median(cold, StartupProbe::slowestNanos), Metric.Unit.NANOS);
        return report;
    }

    /** How hops become quicker, by the median over the starts. */
    private static ReportTable curve(List<StartupProbe> probes) {
        ReportTable table =
                new ReportTable(
                        CURVE,
                        "How hops become quicker: medians up to the hop",
                        new Column("hop", "hop", 0),
                        new Column("micros", "µs", 1));
        int points = probes.stream().mapToInt(probe -> probe.curve().size()).min().orElse(0);
        for (int i = 0; i < points; i++) {
            int point = i;
            long nanos = median(probes, probe -> probe.curve().get(point));
            table.row(StartupProbe.curveEnds()[i], nanos / 1e3);
        }
        return table;
    }

    /** Returns why there is no archive, if there is none. */
    private Optional<String> archived(Path folder, ReportTable table) {
        Path archive = folder.resolve("quietline.jsa");
        try {
            java.with("-XX:ArchiveClassesAtExit=" + archive).run(command(null));
            if (!Files.exists(archive)) {
                return Optional.of("this Java made none of this class path");
            }
            row(table, "with archive", probes(java.with("-XX:SharedArchiveFile=" + archive), null));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }

    private List<StartupProbe> probes(ChildJava java, String option) throws IOException {
        List<StartupProbe> probes = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            probes.add(StartupProbe.parse(java.run(command(option))));
        }
        return probes;
    }

    private List<String> command(String option) {
        Instant now = Instant.now();
        List<String> command = new ArrayList<>(arguments);
        if (option != null) {
            command.add(option);
        }
        command.add(Long.toString(now.getEpochSecond() * 1_000_000_000L + now.getNano()));
        return command;
    }

    private static void row(ReportTable table, String name, List<StartupProbe> probes) {
        table.row(
                name,
                median(probes, StartupProbe::launchNanos) / 1e6,
                median(probes, StartupProbe::firstHopNanos) / 1e6,
                median(probes, StartupProbe::steadyNanos) / 1e6,
                median(probes, StartupProbe::steadyHops),
                median(probes, StartupProbe::firstNanos) / 1e6,
                median(probes, StartupProbe::slowestNanos) / 1e6,
                worst(probes) / 1e6,
                median(probes, StartupProbe::medianNanos) / 1e3);
    }

    private static long median(List<StartupProbe> probes, ToLongFunction<StartupProbe> what) {
        long[] sorted = probes.stream().mapToLong(what).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The slowest hop of all starts, but for first ones. */
    private static long worst(List<StartupProbe> probes) {
        return probes.stream().mapToLong(StartupProbe::slowestNanos).max().orElse(0);
    }
}
