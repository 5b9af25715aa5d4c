package quietline.streaming.batch;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import quietline.SpeechSegments;
import quietline.SpeechSegments.Segment;
import quietline.streaming.io.JsonText;

/** Describes when there is speech in each recording of a batch as JSON, in seconds. */
public final class SpeechReport {

    private static final String START = "{\n  \"speech_threshold\": ";

    private SpeechReport() {}

    public static String text(List<Result> results) {
        JsonArray files = new JsonArray();
        results.forEach(result -> files.add(file(result)));
        JsonObject json = new JsonObject();
        json.add("speech_threshold", JsonText.number(SpeechSegments.THRESHOLD, 2));
        json.add("files", files);
        return JsonText.indented(json) + "\n";
    }

    /** Whether a file is a report of this kind, as far as its beginning tells. */
    public static boolean isReport(Path file) {
        return BatchReport.beginsWith(file, START);
    }

    private static JsonObject file(Result result) {
        JsonObject json = BatchReport.names(result);
        if (result.isDone()) {
            json.add("duration_seconds", JsonText.number(result.outcome().audioSeconds(), 6));
            describe(result.outcome(), json);
        }
        return json;
    }

    /** Adds the seconds of speech and its segments. */
    static void describe(Outcome outcome, JsonObject json) {
        JsonArray segments = new JsonArray();
        double seconds = 0;
        for (Segment segment : outcome.speech()) {
            JsonObject times = new JsonObject();
            times.add("start", JsonText.number(segment.startSeconds(), 3));
            times.add("end", JsonText.number(segment.endSeconds(), 3));
            segments.add(times);
            seconds += segment.seconds();
        }
        json.add("speech_seconds", JsonText.number(seconds, 3));
        json.add("speech", segments);
    }
}
