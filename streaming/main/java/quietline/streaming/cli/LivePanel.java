package quietline.streaming.cli;

import java.util.Locale;
import java.util.function.Supplier;
import quietline.Enhancer;
import quietline.streaming.live.LiveStatistics;

/** Formats the state of a live session as six lines for a terminal. */
final class LivePanel implements Supplier<String> {

    private static final int METER_CELLS = 24;
    private static final double QUIETEST_DB = -72;

    private final String input;
    private final String output;
    private volatile Supplier<LiveStatistics> statistics = () -> null;

    LivePanel(String input, String output) {
        this.input = input;
        this.output = output;
    }

    void show(Supplier<LiveStatistics> source) {
        statistics = source;
    }

    @Override
    public String get() {
        LiveStatistics now = statistics.get();
        return now == null ? "starting" : text(now);
    }

    String text(LiveStatistics now) {
        return String.join(
                "\n",
                level("in ", now.inputPeak(), now.inputRms(), now.inputConnected(), input),
                level("out", now.outputPeak(), now.outputRms(), now.outputConnected(), output),
                treatment(now),
                timing(now),
                faults(now),
                "q quit   space bypass   [ ] strength   r record");
    }

    private static String level(
            String which, float peak, float rms, boolean connected, String device) {
        return String.format(
                Locale.ROOT,
                "%s %s %6s dB  %s%s",
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
        return decibels < QUIETEST_DB ? "–" : String.format(Locale.ROOT, "%.0f", decibels);
    }

    private static String treatment(LiveStatistics now) {
        return String.format(
                Locale.ROOT,
                "noise %.1f dB   strength %.0f %%%s%s   %s",
                0 - now.noiseReductionDb(),
                100 * now.strength(),
                now.bypass() ? "   BYPASS" : "",
                now.recording() ? "   RECORDING" : "",
                DurationText.of(now.uptimeSeconds()));
    }

    private static String timing(LiveStatistics now) {
        return String.format(
                Locale.ROOT,
                "latency %.0f ms   hop %.2f ms, p99 %.2f ms   buffered %.0f of %.0f ms"
                        + "   drift %.0f ppm",
                now.latencyMillis(),
                now.processingP50Micros() / 1000,
                now.processingP99Micros() / 1000,
                1e3 * now.ringSamples() / Enhancer.SAMPLE_RATE,
                1e3 * now.targetSamples() / Enhancer.SAMPLE_RATE,
                now.driftPpm());
    }

    private static String faults(LiveStatistics now) {
        return String.format(
                Locale.ROOT,
                "underruns %d   overruns %d   dropped hops %d   reconnects %d",
                now.underruns(),
                now.overruns(),
                now.droppedHops(),
                now.inputReconnects() + now.outputReconnects());
    }
}
