package quietline.streaming.batch;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import quietline.SpeechSegments.Segment;
import quietline.streaming.io.JsonText;

/** Parts that the reports of a batch have in common. */
final class ResultJson {

    private ResultJson() {}

    /** Returns the files of a job and how it ended. */
    static JsonObject names(Result result) {
        JsonObject json = new JsonObject();
        json.addProperty("input", result.job().input().name());
        json.addProperty("output", result.job().outputs().name());
        if (result.isDone()) {
            json.addProperty("status", "done");
        } else if (result.isFailed()) {
            json.addProperty("status", "failed");
            json.addProperty("reason", result.reason());
        } else {
            json.addProperty("status", "skipped");
        }
        return json;
    }

    /** Adds the seconds of speech and its segments. */
    static void addSpeech(Outcome outcome, JsonObject json) {
        JsonArray segments = new JsonArray();
        for (Segment segment : outcome.speech()) {
            JsonObject times = new JsonObject();
            times.add("start", JsonText.number(segment.startSeconds(), 3));
            times.add("end", JsonText.number(segment.endSeconds(), 3));
            segments.add(times);
        }
        json.add("speech_seconds", JsonText.number(outcome.speechSeconds(), 3));
        json.add("speech", segments);
    }
}
