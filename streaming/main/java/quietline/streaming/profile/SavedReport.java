package quietline.streaming.profile;

import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import quietline.streaming.io.AudioException;

/** The parts of a written report by which it is compared with another. */
record SavedReport(
        String format,
        String mode,
        @SerializedName("warmed_up") boolean warmedUp,
        Map<String, String> environment,
        Map<String, Double> metrics,
        List<Start> starts) {

    /** Far more than any report needs. */
    private static final int MOST_BYTES = 16 << 20;

    /** Resampling more would take long. */
    private static final int MOST_BATCHES = 20_000;

    private static final String EXPECTED = "expected a report that 'profile --json' wrote";

    /** One start of Java. */
    record Start(@SerializedName("batch_medians_ns") long[] batchMediansNanos) {}

    static SavedReport read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new AudioException(file, "is larger than 16 MiB, " + EXPECTED);
            }
            return parse(file, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw AudioException.of(file, e);
        }
    }

    /**
     * @param source for messages
     */
    static SavedReport parse(Object source, String json) throws AudioException {
        SavedReport report;
        try {
            report =
                    new GsonBuilder()
                            .setStrictness(Strictness.STRICT)
                            .create()
                            .fromJson(json, SavedReport.class);
        } catch (RuntimeException e) {
            // Gson throws several kinds of exceptions for text that does not fit.
            throw new AudioException(source, "is not valid JSON or is damaged, " + EXPECTED);
        }
        if (report == null || !JsonReport.FORMAT.equals(report.format)) {
            throw new AudioException(source, "is not a profile report, " + EXPECTED);
        }
        if (!report.isComplete()) {
            throw new AudioException(source, "is a damaged report");
        }
        return report;
    }

    private boolean isComplete() {
        return mode != null
                && mode.matches("[a-z]+")
                && environment != null
                && metrics != null
                && starts != null
                && starts.stream()
                        .allMatch(start -> start != null && start.batchMediansNanos() != null)
                && medians().stream().mapToInt(medians -> medians.length).sum() <= MOST_BATCHES
                && medians().stream().flatMapToLong(Arrays::stream).allMatch(nanos -> nanos > 0);
    }

    /** Returns the batch medians of each start of Java that has any. */
    List<long[]> medians() {
        return starts.stream()
                .map(Start::batchMediansNanos)
                .filter(medians -> medians.length > 0)
                .toList();
    }

    /** Returns a figure of {@link #metrics()}, or NaN if there is none. */
    double metric(String key) {
        return Objects.requireNonNullElse(metrics.get(key), Double.NaN);
    }
}
