package quietline.streaming.cli;

import java.util.stream.Collectors;
import quietline.streaming.io.JsonText;
import quietline.streaming.live.LiveStatistics;

/** How a live session stands, as one line of JSON. */
final class LiveReport {

    private LiveReport() {}

    static String json(LiveStatistics now) {
        JsonText json =
                new JsonText()
                        .object()
                        .put("uptimeSeconds", now.uptimeSeconds(), 1)
                        .put("inputPeakDb", decibels(now.inputPeak()), 1)
                        .put("inputRmsDb", decibels(now.inputRms()), 1)
                        .put("outputPeakDb", decibels(now.outputPeak()), 1)
                        .put("outputRmsDb", decibels(now.outputRms()), 1)
                        .put("noiseReductionDb", now.noiseReductionDb(), 1)
                        .put("hops", now.hops())
                        .put("processingP50Micros", now.processingP50Micros(), 1)
                        .put("processingP99Micros", now.processingP99Micros(), 1)
                        .put("processingMaxMicros", now.processingMaxMicros(), 1)
                        .put("latencyMillis", now.latencyMillis(), 1)
                        .put("ringSamples", now.ringSamples())
                        .put("targetSamples", now.targetSamples())
                        .put("driftPpm", now.driftPpm(), 1)
                        .put("overruns", now.overruns())
                        .put("underruns", now.underruns())
                        .put("droppedHops", now.droppedHops())
                        .put("inputReconnects", now.inputReconnects())
                        .put("outputReconnects", now.outputReconnects())
                        .put("inputConnected", now.inputConnected())
                        .put("outputConnected", now.outputConnected())
                        .put("bypass", now.bypass())
                        .put("strength", now.strength(), 2)
                        .put("recording", now.recording())
                        .put("lostRecordedSamples", now.lostRecordedSamples())
                        .end();
        // Strings have no line breaks of their own in JSON.
        return json.toString().lines().map(String::strip).collect(Collectors.joining());
    }

    static double decibels(float level) {
        return 20 * Math.log10(level);
    }
}
