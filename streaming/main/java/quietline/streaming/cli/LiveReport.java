package quietline.streaming.cli;

import com.google.gson.JsonObject;
import quietline.streaming.io.JsonText;
import quietline.streaming.live.LiveStatistics;

/** Formats the state of a live session as one line of JSON. */
final class LiveReport {

    private LiveReport() {}

    static String json(LiveStatistics now) {
        JsonObject json = new JsonObject();
        json.add("uptimeSeconds", JsonText.number(now.uptimeSeconds(), 1));
        json.add("inputPeakDb", JsonText.number(decibels(now.inputPeak()), 1));
        json.add("inputRmsDb", JsonText.number(decibels(now.inputRms()), 1));
        json.add("outputPeakDb", JsonText.number(decibels(now.outputPeak()), 1));
        json.add("outputRmsDb", JsonText.number(decibels(now.outputRms()), 1));
        json.add("noiseReductionDb", JsonText.number(now.noiseReductionDb(), 1));
        json.addProperty("hops", now.hops());
        json.add("processingP50Micros", JsonText.number(now.processingP50Micros(), 1));
        json.add("processingP99Micros", JsonText.number(now.processingP99Micros(), 1));
        json.add("processingMaxMicros", JsonText.number(now.processingMaxMicros(), 1));
        json.add("latencyMillis", JsonText.number(now.latencyMillis(), 1));
        json.addProperty("ringSamples", now.ringSamples());
        json.addProperty("targetSamples", now.targetSamples());
        json.add("driftPpm", JsonText.number(now.driftPpm(), 1));
        json.addProperty("overruns", now.overruns());
        json.addProperty("underruns", now.underruns());
        json.addProperty("droppedHops", now.droppedHops());
        json.addProperty("inputReconnects", now.inputReconnects());
        json.addProperty("outputReconnects", now.outputReconnects());
        json.addProperty("inputConnected", now.inputConnected());
        json.addProperty("outputConnected", now.outputConnected());
        json.addProperty("bypass", now.bypass());
        json.add("strength", JsonText.number(now.strength(), 2));
        json.addProperty("recording", now.recording());
        json.addProperty("lostRecordedSamples", now.lostRecordedSamples());
        return JsonText.line(json);
    }

    static double decibels(float level) {
        return 20 * Math.log10(level);
    }
}
