package quietline.streaming.batch;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import quietline.SpeechSegments;
import quietline.streaming.io.JsonText;
import quietline.streaming.io.ReportFile;

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
        return ReportFile.beginsWith(file, START);
    }

    private static JsonObject file(Result result) {
        JsonObject json = ResultJson.names(result);
        if (result.isDone()) {
            json.add("duration_seconds", JsonText.number(result.outcome().audioSeconds(), 6));
            ResultJson.addSpeech(result.outcome(), json);
        }
        return json;
    }
}
