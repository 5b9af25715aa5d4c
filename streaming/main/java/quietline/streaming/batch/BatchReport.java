package quietline.streaming.batch;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import quietline.Models;
import quietline.streaming.io.JsonText;
import quietline.streaming.io.ReportFile;
import quietline.streaming.io.WavFormat;

/** Describes settings, weights, each file's result and totals of a batch as JSON. */
public final class BatchReport {

    private static final String REPORT_START = "{\n  \"settings\": {\n    \"strength\": ";

    private BatchReport() {}

    public static String text(Treatment treatment, List<Result> results, long nanos) {
        JsonArray files = new JsonArray();
        results.forEach(result -> files.add(file(result)));
        JsonObject json = new JsonObject();
        json.add("settings", settings(treatment));
        json.add("weights", weights(treatment));
        json.add("files", files);
        json.add("totals", totals(results, nanos));
        return JsonText.indented(json) + "\n";
    }

    /** Whether a file is a report of this kind, as far as its beginning tells. */
    public static boolean isReport(Path file) {
        return ReportFile.beginsWith(file, REPORT_START);
    }

    private static JsonObject settings(Treatment treatment) {
        JsonObject json = new JsonObject();
        json.add("strength", JsonText.number(treatment.strength(), 3));
        json.add("max_attenuation_db", JsonText.number(treatment.maxAttenuationDecibels(), 1));
        json.addProperty("gate", treatment.gate());
        json.addProperty("narrow", treatment.narrow());
        json.addProperty("mono", treatment.mono());
        json.addProperty("encoding", treatment.encoding().map(BatchReport::name).orElse(null));
        if (treatment.sampleRate().isPresent()) {
            json.addProperty("sample_rate", treatment.sampleRate().getAsInt());
        }
        if (!treatment.excerpt().isWhole()) {
            json.add("start_seconds", JsonText.number(treatment.excerpt().start(), 3));
            json.add("duration_seconds", JsonText.number(treatment.excerpt().duration(), 3));
        }
        return json;
    }

    private static JsonObject weights(Treatment treatment) {
        JsonObject json = new JsonObject();
        json.addProperty("network", Models.name(treatment.weights()));
        json.addProperty("source", treatment.weights().source());
        json.addProperty("sha256", treatment.weights().sha256());
        return json;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject file(Result result) {
        JsonObject json = ResultJson.names(result);
        if (result.isDone()) {
            describe(result.outcome(), json);
        }
        return json;
    }

    private static void describe(Outcome outcome, JsonObject json) {
        WavFormat input = outcome.input();
        NoiseLevels levels = outcome.levels();
        NoiseLevels.Finding finding = levels.finding();
        double speed = outcome.audioSeconds() / outcome.seconds();
        JsonArray warnings = new JsonArray();
        outcome.warnings().forEach(warnings::add);
        json.addProperty("container", outcome.container());
        json.addProperty("sample_rate", input.sampleRate());
        json.addProperty("channels", input.channels());
        json.addProperty("encoding", name(input.encoding()));
        json.addProperty("samples", outcome.instants());
        json.add("duration_seconds", JsonText.number(outcome.audioSeconds(), 6));
        json.add("processing_seconds", JsonText.number(outcome.seconds(), 6));
        json.add("times_real_time", JsonText.number(speed, 1));
        json.add("peak_before", JsonText.number(levels.noisyPeak(), 6));
        json.add("peak_after", JsonText.number(levels.cleanPeak(), 6));
        json.addProperty("saturated_samples", outcome.saturated());
        json.add("noise_reduction_db", JsonText.number(finding.reductionDecibels(), 2));
        json.add("snr_before_db", JsonText.number(finding.snrBeforeDecibels(), 2));
        json.add("snr_after_db", JsonText.number(finding.snrAfterDecibels(), 2));
        ResultJson.addSpeech(outcome, json);
        json.add("warnings", warnings);
    }

    private static JsonObject totals(List<Result> results, long nanos) {
        double seconds =
                results.stream()
                        .filter(Result::isDone)
                        .mapToDouble(result -> result.outcome().audioSeconds())
                        .sum();
        JsonObject json = new JsonObject();
        json.addProperty("done", results.stream().filter(Result::isDone).count());
        json.addProperty("skipped", results.stream().filter(Result::isSkipped).count());
        json.addProperty("failed", results.stream().filter(Result::isFailed).count());
        json.add("duration_seconds", JsonText.number(seconds, 3));
        json.add("elapsed_seconds", JsonText.number(nanos * 1e-9, 3));
        json.add("times_real_time", JsonText.number(seconds / (nanos * 1e-9), 1));
        return json;
    }
}
