package quietline.streaming.profile;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import quietline.streaming.io.AudioException;
import quietline.weights.Json;
import quietline.weights.WeightsException;

/** What of a report in a file another is compared with. */
record SavedReport(
        String mode,
        Map<String, String> environment,
        Map<String, Double> metrics,
        List<long[]> starts) {

    static SavedReport read(Path file) throws IOException {
        Object json;
        try {
            json = Json.parse(Files.readString(file));
        } catch (CharacterCodingException | WeightsException e) {
            throw new AudioException(file, "is no report that 'profile --json' wrote");
        } catch (IOException e) {
            throw AudioException.of(file, e);
        }
        if (!(json instanceof Map<?, ?> report)
                || !JsonReport.FORMAT.equals(report.get("format"))) {
            throw new AudioException(file, "is no report that 'profile --json' wrote");
        }
        try {
            return of(report);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new AudioException(file, "is a damaged report");
        }
    }

    private static SavedReport of(Map<?, ?> report) {
        Map<String, String> environment = new LinkedHashMap<>();
        ((Map<?, ?>) report.get("environment"))
                .forEach((key, value) -> environment.put((String) key, (String) value));
        Map<String, Double> metrics = new LinkedHashMap<>();
        ((Map<?, ?>) report.get("metrics"))
                .forEach(
                        (key, value) -> {
                            if (value != null) {
                                metrics.put((String) key, ((Number) value).doubleValue());
                            }
                        });
        List<long[]> starts = new ArrayList<>();
        for (Object start : (List<?>) report.get("starts")) {
            starts.add(
                    ((List<?>) ((Map<?, ?>) start).get("batch_medians_ns"))
                            .stream().mapToLong(median -> (Long) median).toArray());
        }
        if (starts.stream().flatMapToLong(Arrays::stream).anyMatch(median -> median <= 0)) {
            throw new IllegalArgumentException("nothing is done in no time");
        }
        starts.removeIf(start -> start.length == 0);
        String mode = Objects.requireNonNull((String) report.get("mode"));
        return new SavedReport(mode, environment, metrics, starts);
    }

    /** Batches that there are to compare by. */
    int batches() {
        return starts.stream().mapToInt(start -> start.length).sum();
    }
}
