package quietline.streaming.profile;

import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.JsonText;

/** The parts of a written report by which it is compared with another. */
record SavedReport(
        String format,
        String mode,
        @SerializedName("warmed_up") boolean warmedUp,
        Map<String, String> environment,
        Map<String, Double> metrics,
        @SerializedName("batch_medians_ns") double[] batchMedians) {

    /** Far more than any report needs. */
    private static final int MOST_BYTES = 2 << 20;

    private static final int MOST_FACTS = 1000;

    /** Resampling more would take long. */
    private static final int MOST_BATCHES = 20_000;

    private static final String EXPECTED = "expected a report that 'profile --json' wrote";

    static SavedReport read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file);
        } catch (IOException e) {
            throw AudioException.of(file, e);
        }
    }

    static SavedReport read(InputStream in, Path file) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new AudioException(file, "is larger than 2 MiB, " + EXPECTED);
        }
        SavedReport report;
        try {
            report = JsonText.parse(bytes, SavedReport.class);
        } catch (IOException e) {
            throw new AudioException(file, "is not valid JSON or is damaged, " + EXPECTED);
        }
        if (report == null || !JsonReport.FORMAT.equals(report.format)) {
            throw new AudioException(file, "is not a profile report, " + EXPECTED);
        }
        if (!report.isComplete()) {
            throw new AudioException(file, "is a damaged report");
        }
        return report;
    }

    private boolean isComplete() {
        return mode != null
                && mode.matches("[a-z]+")
                && JsonText.isPlain(environment, MOST_FACTS)
                && JsonText.isPlain(metrics, MOST_FACTS)
                && batchMedians != null
                && batchMedians.length <= MOST_BATCHES
                && Arrays.stream(batchMedians)
                        .allMatch(nanos -> nanos > 0 && Double.isFinite(nanos));
    }
}
