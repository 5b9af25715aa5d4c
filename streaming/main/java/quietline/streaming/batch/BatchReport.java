package quietline.streaming.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.JsonText;
import quietline.streaming.io.PartFile;
import quietline.streaming.io.WavFormat;

/**
 * What a batch did, as JSON: settings, weights, every file, totals. Appears whole or not at all.
 */
public final class BatchReport {

    private BatchReport() {}

    /** Refuses, before any work is done, what could not be written after it. */
    public static void check(Path report, boolean replace) throws IOException {
        PartFile.checkFolder(report);
        if (Files.isDirectory(report)) {
            throw new AudioException(report, "is a folder, expected the name of a file to write");
        }
        if (Files.exists(report) && !replace) {
            throw new AudioException(report, "exists already; --force replaces it");
        }
    }

    public static void write(Path report, Treatment treatment, List<Result> results, long nanos)
            throws IOException {
        JsonText json = new JsonText().object();
        describe(treatment, json);
        json.array("files");
        results.forEach(result -> describe(result, json));
        json.end();
        totals(results, nanos, json);
        ByteBuffer text = ByteBuffer.wrap((json.end() + "\n").getBytes(StandardCharsets.UTF_8));
        try (PartFile file = new PartFile(report)) {
            while (text.hasRemaining()) {
                file.channel().write(text);
            }
            file.commit();
        } catch (IOException e) {
            throw AudioException.of(report, e);
        }
    }

    private static void describe(Treatment treatment, JsonText json) {
        json.object("settings")
                .put("strength", treatment.strength(), 3)
                .put("max_attenuation_db", treatment.maxAttenuationDecibels(), 1)
                .put("narrow", treatment.narrow())
                .put("mono", treatment.mono())
                .put("encoding", treatment.encoding().map(BatchReport::name).orElse(null));
        if (treatment.sampleRate().isPresent()) {
            json.put("sample_rate", treatment.sampleRate().getAsInt());
        }
        json.end()
                .object("weights")
                .put("source", treatment.weights().source())
                .put("sha256", treatment.weights().sha256())
                .end();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void describe(Result result, JsonText json) {
        json.object()
                .put("input", result.job().input().name())
                .put("output", result.job().outputs().name());
        if (result.isDone()) {
            json.put("status", "done");
            describe(result.outcome(), json);
        } else if (result.isFailed()) {
            json.put("status", "failed").put("reason", result.reason());
        } else {
            json.put("status", "skipped");
        }
        json.end();
    }

    private static void describe(Outcome outcome, JsonText json) {
        WavFormat input = outcome.input();
        NoiseLevels.Finding finding = outcome.levels().finding();
        json.put("container", outcome.container())
                .put("sample_rate", input.sampleRate())
                .put("channels", input.channels())
                .put("encoding", name(input.encoding()))
                .put("samples", outcome.instants())
                .put("duration_seconds", outcome.audioSeconds(), 6)
                .put("processing_seconds", outcome.seconds(), 6)
                .put("times_real_time", outcome.audioSeconds() / outcome.seconds(), 1)
                .put("peak_before", outcome.levels().noisyPeak(), 6)
                .put("peak_after", outcome.levels().cleanPeak(), 6)
                .put("saturated_samples", outcome.saturated())
                .put("noise_reduction_db", finding.reductionDecibels(), 2)
                .put("snr_before_db", finding.snrBeforeDecibels(), 2)
                .put("snr_after_db", finding.snrAfterDecibels(), 2)
                .array("warnings");
        outcome.warnings().forEach(json::add);
        json.end();
    }

    private static void totals(List<Result> results, long nanos, JsonText json) {
        double sound =
                results.stream()
                        .filter(Result::isDone)
                        .mapToDouble(result -> result.outcome().audioSeconds())
                        .sum();
        json.object("totals")
                .put("done", results.stream().filter(Result::isDone).count())
                .put("skipped", results.stream().filter(Result::isSkipped).count())
                .put("failed", results.stream().filter(Result::isFailed).count())
                .put("duration_seconds", sound, 3)
                .put("elapsed_seconds", nanos * 1e-9, 3)
                .put("times_real_time", sound / (nanos * 1e-9), 1)
                .end();
    }
}
