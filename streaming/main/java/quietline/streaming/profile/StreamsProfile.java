package quietline.streaming.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import quietline.streaming.profile.ReportTable.Column;

/**
 * Many streams on some threads, each with hops at regular intervals, evenly spread over that time.
 * Their number is doubled until too many hops are late; the greatest number that is in time is then
 * searched between the last two.
 */
public final class StreamsProfile {

    private static final double CLOSE_ENOUGH = 1.05;
    public static final int MOST_STREAMS = 1 << 20;

    private final ProfileSettings settings;
    private final int threads;
    private final int fixed;
    private final double tolerance;
    private final HopClock clock = new HopClock();
    private final List<Runnable> streams = new ArrayList<>();
    private final ReportTable table =
            new ReportTable(
                    "levels",
                    "Numbers of streams",
                    new Column("streams", "streams", 0),
                    new Column("per_thread", "per thread", 1),
                    new Column("hops", "hops", 0),
                    new Column("misses", "missed", 0),
                    new Column("misses_percent", "missed/%", 3),
                    new Column("p50", "p50/µs", 0),
                    new Column("p99", "p99/µs", 0),
                    new Column("max", "max/µs", 0),
                    Column.text("verdict", ""));

    /**
     * @param fixed the number of streams, or 0 to search for the greatest
     * @param tolerance the share of hops that may be late
     */
    public StreamsProfile(ProfileSettings settings, int threads, int fixed, double tolerance) {
        this.settings = settings;
        this.threads = threads;
        this.fixed = fixed;
        this.tolerance = tolerance;
    }

    public ProfileReport run() throws IOException {
        ProfileReport report =
                settings.report(
                        "streams",
                        "many streams on %d %s, each with a hop every %s"
                                .formatted(
                                        threads,
                                        threads == 1 ? "thread" : "threads",
                                        ProfileSettings.HOP),
                        "hop");
        Runnable one = new HopSound(settings.enhancer(), 0);
        report.warmUp(WarmUp.run(clock, settings.warmUpNanos(), one));
        report.fact(
                "each level", String.format(Locale.ROOT, "%.1f s", settings.durationNanos() / 1e9));
        report.fact("late means", "done more than " + ProfileSettings.HOP + " after it was due");
        report.fact("tolerated", String.format(Locale.ROOT, "%.3f %% late", 100 * tolerance));
        Optional<StreamsRun> best = fixed > 0 ? Optional.of(level(fixed)) : search();
        report.tables.add(table);
        if (best.isPresent()) {
            describe(best.get(), report);
        } else {
            report.metric("streams", 0, Metric.Unit.COUNT);
            report.remarks.add("Even one stream is late on this machine.");
        }
        return report;
    }

    private void describe(StreamsRun level, ProfileReport report) {
        report.metric("streams", level.streams, Metric.Unit.COUNT);
        report.metric("streams-per-thread", (double) level.streams / threads, Metric.Unit.TIMES);
        int cores = Math.min(threads, Runtime.getRuntime().availableProcessors());
        report.metric("streams-per-core", (double) level.streams / cores, Metric.Unit.TIMES);
        report.metric("misses", level.misses(), Metric.Unit.COUNT);
        report.percentiles(level.response());
    }

    /** Returns the greatest number of streams that is in time; empty if one is too many. */
    private Optional<StreamsRun> search() throws IOException {
        StreamsRun good = null;
        int low = 0;
        int bad = MOST_STREAMS;
        int next = threads;
        while (next > low && next < bad && bad > CLOSE_ENOUGH * low) {
            StreamsRun level = level(next);
            if (!inTime(level)) {
                // Other work on the computer may have made it late.
                level = level(next);
            }
            if (inTime(level)) {
                good = level;
                low = next;
            } else {
                bad = next;
            }
            next = bad == MOST_STREAMS ? 2 * low : (low + bad) / 2;
        }
        return Optional.ofNullable(good);
    }

    private boolean inTime(StreamsRun level) {
        return level.misses() <= tolerance * level.hops();
    }

    private StreamsRun level(int count) throws IOException {
        makeStreams(count);
        StreamsRun level =
                new StreamsRun(clock, streams.subList(0, count), threads, settings.durationNanos());
        level.run(clock.nanos());
        Histogram response = level.response();
        table.row(
                count,
                (double) count / threads,
                level.hops(),
                level.misses(),
                100.0 * level.misses() / level.hops(),
                response.getValueAtPercentile(50) / 1e3,
                response.getValueAtPercentile(99) / 1e3,
                response.getMaxValue() / 1e3,
                inTime(level) ? "in time" : "too many");
        return level;
    }

    private void makeStreams(int count) throws IOException {
        int made = 0;
        try {
            for (made = streams.size(); made < count; made++) {
                streams.add(new HopSound(settings.enhancer(), 7 * made));
            }
        } catch (OutOfMemoryError e) {
            streams.clear();
            throw new IOException(
                    "not enough memory for %,d streams, only for about %,d;".formatted(count, made)
                            + " QUIETLINE_JAVA_OPTS=-Xmx8g gives them 8 GB");
        }
    }
}
