package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnhanceSpeechTest {

    private static final Path STREET = Path.of("../samples/street.wav");

    @TempDir private Path temp;

    private Path speech() {
        return temp.resolve("speech.json");
    }

    @Test
    void writesWhenThereIsSpeech() throws IOException {
        Path report = temp.resolve("report.json");
        Path out = temp.resolve("out.wav");
        Run.of("enhance", STREET, "-o", out, "--speech", speech(), "--report", report).succeeds();
        JsonObject file = onlyFile(Files.readString(speech()));
        assertEquals(STREET.toString(), file.get("input").getAsString());
        double duration = file.get("duration_seconds").getAsDouble();
        double sum = 0;
        double last = 0;
        for (JsonElement each : file.getAsJsonArray("speech")) {
            double start = each.getAsJsonObject().get("start").getAsDouble();
            double end = each.getAsJsonObject().get("end").getAsDouble();
            assertTrue(start >= last && end > start && end <= duration, file.toString());
            sum += end - start;
            last = end;
        }
        assertEquals(sum, file.get("speech_seconds").getAsDouble(), 0.01);
        assertTrue(sum > 2, file.toString());
        JsonObject reported = onlyFile(Files.readString(report));
        for (String figure : new String[] {"speech", "speech_seconds"}) {
            assertEquals(file.get(figure), reported.get(figure));
        }
    }

    private static JsonObject onlyFile(String text) {
        JsonArray files = JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("files");
        assertEquals(1, files.size());
        return files.get(0).getAsJsonObject();
    }

    @Test
    void writesSpeechToStdout() throws IOException {
        Path out = temp.resolve("out.wav");
        Run run = Run.of("enhance", STREET, "-o", out, "--speech", "-").succeeds();
        assertEquals(
                0.5,
                JsonParser.parseString(run.out())
                        .getAsJsonObject()
                        .get("speech_threshold")
                        .getAsDouble());
        assertFalse(Files.exists(Path.of("-")));
    }

    @Test
    void replacesOnlyItsOwnReportWhenResumed() throws IOException {
        Path out = temp.resolve("out.wav");
        Object[] resumed = {"enhance", "--resume", STREET, "-o", out, "--speech", speech()};
        Run.of(resumed).succeeds();
        Run.of(resumed).succeeds();
        assertEquals("skipped", onlyFile(Files.readString(speech())).get("status").getAsString());
        Files.writeString(speech(), "{}");
        Run.of(resumed).fails(1, speech() + ": already exists; use --force to replace it");
    }
}
