package quietline.streaming.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.function.Supplier;
import quietline.streaming.io.JsonText;
import quietline.streaming.live.LiveStatistics;

/** Formats the state of a live session as one line of JSON. */
final class LiveReport {

    private static final double SILENCE_DB = -120;

    private final String network;
    private final Supplier<String> priority;

    /**
     * @param network the name of the network
     * @param priority what the audio threads were granted
     */
    LiveReport(String network, Supplier<String> priority) {
        this.network = network;
        this.priority = priority;
    }

    String json(LiveStatistics now) {
        JsonObject json = new JsonObject();
        json.add("uptimeSeconds", JsonText.number(now.uptimeSeconds(), 1));
        json.add("inputPeakDb", level(now.inputPeak()));
        json.add("inputRmsDb", level(now.inputRms()));
        json.add("outputPeakDb", level(now.outputPeak()));
        json.add("outputRmsDb", level(now.outputRms()));
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
        json.addProperty("idle", now.idle());
        json.addProperty("bypass", now.bypass());
        json.add("strength", JsonText.number(now.strength(), 2));
        json.addProperty("recording", now.recording());
        json.addProperty("lostRecordedSamples", now.lostRecordedSamples());
        json.addProperty("network", network);
        json.addProperty("priority", priority.get());
        json.addProperty("input", now.input());
        json.addProperty("output", now.output());
        return JsonText.line(json);
    }

    /** Null below −120 dB, which is silence for every microphone. */
    private static JsonElement level(float level) {
        double decibels = decibels(level);
        return JsonText.number(decibels < SILENCE_DB ? Double.NaN : decibels, 1);
    }

    static double decibels(float level) {
        return 20 * Math.log10(level);
    }
}
