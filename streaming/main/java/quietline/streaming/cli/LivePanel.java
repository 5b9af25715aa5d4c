package quietline.streaming.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import quietline.streaming.live.LiveStatistics;

/** Formats the state of each live session as seven lines for a terminal, more on a narrow one. */
final class LivePanel implements Supplier<String> {

    private static final int METER_CELLS = 24;
    private static final double QUIETEST_DB = -72;

    private volatile Supplier<List<LiveStatistics>> statistics = List::of;

    private final String network;
    private final Supplier<String> priority;

    /**
     * @param network the name of the network
     * @param priority what the audio threads were granted
     */
    LivePanel(String network, Supplier<String> priority) {
        this.network = network;
        this.priority = priority;
    }

    void show(Supplier<List<LiveStatistics>> source) {
        statistics = source;
    }

    @Override
    public String get() {
        List<LiveStatistics> all = statistics.get();
        return all.isEmpty() ? "starting" : text(all.toArray(new LiveStatistics[0]));
    }

    String text(LiveStatistics... all) {
        List<String> lines = new ArrayList<>();
        for (LiveStatistics now : all) {
            lines.addAll(lines(now));
        }
        lines.add("q quit   space bypass   [ ] strength   r record");
        return String.join("\n", lines);
    }

    private List<String> lines(LiveStatistics now) {
        return List.of(
                level(
                        "in ",
                        now.inputPeak(),
                        now.inputRms(),
                        now.inputConnected() || now.idle(),
                        now.input()),
                level(
                        "out",
                        now.outputPeak(),
                        now.outputRms(),
                        now.outputConnected() || now.idle(),
                        now.output()),
                treatment(now),
                delay(now),
                processing(now),
                faults(now));
    }

    private static String level(
            String which, float peak, float rms, boolean connected, String device) {
        return String.format(
                Locale.ROOT,
                "%s %s %4s dB   %s%s",
                which,
                meter(peak, rms),
                number(LiveReport.decibels(rms)),
                connected ? "" : "WAITING FOR ",
                device);
    }

    /** Draws the RMS level as a bar and the peak as a mark. */
    static String meter(float peak, float rms) {
        int filled = cells(rms);
        int mark = cells(peak) - 1;
        StringBuilder meter = new StringBuilder("[");
        for (int i = 0; i < METER_CELLS; i++) {
            meter.append(i == mark && mark >= filled ? '|' : i < filled ? '=' : ' ');
        }
        return meter.append(peak >= 1 ? '!' : ']').toString();
    }

    private static int cells(float level) {
        double part = 1 - LiveReport.decibels(level) / QUIETEST_DB;
        return (int) Math.round(METER_CELLS * Math.max(0, Math.min(1, part)));
    }

    private static String number(double decibels) {
        return decibels < QUIETEST_DB
                ? "–"
                : String.format(Locale.ROOT, "%.0f", ReportText.rounded(decibels, 0));
    }

    private static String treatment(LiveStatistics now) {
        return String.format(
                Locale.ROOT,
                "%s   strength %.0f %%%s   %s",
                noise(now),
                100 * now.strength(),
                now.recording() ? "   RECORDING" : "",
                DurationText.of(now.uptimeSeconds()));
    }

    private static String noise(LiveStatistics now) {
        if (now.idle()) {
            return "idle: nobody listens";
        }
        if (now.bypass()) {
            return "BYPASS: noise stays";
        }
        return now.inputConnected()
                ? String.format(
                        Locale.ROOT,
                        "noise %.1f dB",
                        ReportText.rounded(-now.noiseReductionDb(), 1))
                : "no noise taken";
    }

    private static String delay(LiveStatistics now) {
        double around = Math.max(0, now.latencyMillis() - now.enhancerMillis());
        return String.format(
                Locale.ROOT,
                "delay %.0f ms   enhancing %.0f, buffers and devices %.0f",
                now.latencyMillis(),
                now.enhancerMillis(),
                around);
    }

    private String processing(LiveStatistics now) {
        return String.format(
                Locale.ROOT,
                "%s   hop %.2f ms, p99 %.2f   priority %s",
                network,
                now.processingP50Micros() / 1000,
                now.processingP99Micros() / 1000,
                priority.get());
    }

    private static String faults(LiveStatistics now) {
        return String.format(
                Locale.ROOT,
                "lost %d of %d hops   gaps in %d, out %d   reconnects %d   speed %+.2f %%",
                now.droppedHops(),
                now.hops() + now.droppedHops(),
                now.overruns(),
                now.underruns(),
                now.inputReconnects() + now.outputReconnects(),
                ReportText.rounded(-now.driftPpm() / 1e4, 2));
    }

    /** One line for the end of a session. */
    static String summary(LiveStatistics last) {
        return String.format(
                Locale.ROOT,
                "ended after %s: %s; at the end delay %.0f ms, noise %.0f dB",
                DurationText.of(last.uptimeSeconds()),
                last.droppedHops() + last.underruns() + last.overruns() == 0
                        ? "nothing lost"
                        : "%d hops lost, %d gaps"
                                .formatted(last.droppedHops(), last.underruns() + last.overruns()),
                last.latencyMillis(),
                ReportText.rounded(-last.noiseReductionDb(), 0));
    }
}
