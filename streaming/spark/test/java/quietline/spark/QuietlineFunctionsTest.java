package quietline.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.cli.QuietlineCommand;

/** {@link LocalSpark} has {@link QuietlineExtensions}. */
class QuietlineFunctionsTest {

    private static final Path SAMPLES = Path.of("../../samples");

    /** The chunk for {@code --resume}, which only outputs of files with names have. */
    private static final int ORIGIN_BYTES = 8 + 82;

    @TempDir private Path folder;
    private Path raw;

    @BeforeEach
    void fillFolder() throws IOException {
        raw = Files.createDirectory(folder.resolve("raw"));
        Files.copy(SAMPLES.resolve("fan.wav"), raw.resolve("fan.wav"));
        Files.copy(SAMPLES.resolve("street.wav"), raw.resolve("street.wav"));
    }

    private Dataset<Row> recordings() {
        return LocalSpark.SESSION.read().format("binaryFile").load(raw.toString());
    }

    private static byte[] bytes(Dataset<Row> one) {
        return (byte[]) one.collectAsList().get(0).get(0);
    }

    /** Runs the command for one machine. */
    private static void command(String... arguments) {
        String[] all =
                Stream.concat(Stream.of("enhance", "-q"), Stream.of(arguments))
                        .toArray(String[]::new);
        PrintWriter out = new PrintWriter(System.err, true);
        assertEquals(0, QuietlineCommand.execute(out, out, Map.of(), all));
    }

    /** Returns the command's output without its last chunk. */
    private byte[] expected(Path recording, String... options) throws IOException {
        Path output = folder.resolve("expected.wav");
        String[] files = {recording.toString(), "-o", output.toString(), "--force"};
        command(Stream.concat(Stream.of(files), Arrays.stream(options)).toArray(String[]::new));
        byte[] all = Files.readAllBytes(output);
        byte[] kept = Arrays.copyOf(all, all.length - ORIGIN_BYTES);
        String chunk = new String(all, kept.length, 4, StandardCharsets.ISO_8859_1);
        assertEquals("qlin", chunk);
        ByteBuffer.wrap(kept).order(ByteOrder.LITTLE_ENDIAN).putInt(4, kept.length - 8);
        return kept;
    }

    @Test
    void enhancesAsTheCommandDoes() throws IOException {
        Dataset<Row> street = recordings().filter("path like '%street.wav'");

        assertArrayEquals(
                expected(raw.resolve("street.wav")), bytes(street.selectExpr("enhance(content)")));
        assertArrayEquals(
                expected(raw.resolve("street.wav"), "--strength=0.9"),
                bytes(street.selectExpr("enhance(content, 0.9)")));
    }

    @Test
    void readsFormatsThatNeedSeeking() throws Exception {
        assumeTrue(hasFfmpeg(), "there is no ffmpeg on PATH: apt-get install ffmpeg");
        Path compressed = raw.resolve("street.m4a");
        command(raw.resolve("street.wav").toString(), "-o", compressed.toString());

        Dataset<Row> street = recordings().filter("path like '%street.m4a'");
        assertArrayEquals(expected(compressed), bytes(street.selectExpr("enhance(content)")));
    }

    private static boolean hasFfmpeg() throws InterruptedException {
        try {
            ProcessBuilder version = new ProcessBuilder("ffmpeg", "-version");
            version.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            return version.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void returnsTheTimesOfTheSpeechReport() throws IOException {
        Path report = folder.resolve("speech.json");
        command(raw + "/street.wav", "-o", folder + "/out.wav", "--speech", report.toString());
        JsonObject all = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        List<JsonElement> expected =
                all.getAsJsonArray("files")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonArray("speech")
                        .asList();

        List<Row> times =
                recordings()
                        .filter("path like '%street.wav'")
                        .selectExpr("inline(speech_segments(content))")
                        .collectAsList();

        assertEquals(expected.size(), times.size());
        assertTrue(expected.size() > 1, report::toString);
        for (int i = 0; i < times.size(); i++) {
            JsonObject segment = expected.get(i).getAsJsonObject();
            assertEquals(
                    segment.get("start").getAsDouble(), times.get(i).<Double>getAs("start"), 6e-4);
            assertEquals(segment.get("end").getAsDouble(), times.get(i).<Double>getAs("end"), 6e-4);
        }
    }

    @Test
    void measuresWhatTheJobReports() throws IOException {
        Files.write(raw.resolve("broken.wav"), new byte[100]);
        String clean = folder.resolve("clean").toString();
        String[] job = {"--in", raw.toString(), "--out", clean};
        assertEquals(1, EnhanceJob.run(LocalSpark.SESSION, job));
        Dataset<Row> report = LocalSpark.SESSION.read().parquet(clean + "/_report").sort("path");

        Dataset<Row> measured =
                recordings().selectExpr("path", "measure(content) AS m").select("path", "m.*");

        String[] figures = {
            "sample_rate", "channels", "noise_reduction_db", "clipped_samples", "speech_seconds"
        };
        List<Row> rows = measured.sort("path").collectAsList();
        assertEquals(
                report.select("seconds", figures).collectAsList(),
                measured.sort("path").select("seconds", figures).collectAsList());
        assertTrue(rows.get(0).<String>getAs("path").endsWith("broken.wav"), rows::toString);
        String error = rows.get(0).getAs("error");
        String reported = report.first().getAs("error");
        assertTrue(reported.endsWith("/broken.wav: " + error), error);
        assertNull(rows.get(1).getAs("error"));
    }

    @Test
    void returnsNullForNullAndForBrokenRecordings() {
        String calls = "SELECT enhance(x), enhance(x, 1), speech_segments(x), measure(x) IS NULL";

        Row none = LocalSpark.SESSION.sql(calls + " FROM VALUES (NULL) AS (x)").first();
        Row broken = LocalSpark.SESSION.sql(calls + " FROM VALUES (X'0102') AS (x)").first();

        assertTrue(none.getBoolean(3));
        assertFalse(broken.getBoolean(3));
        for (int i = 0; i < 3; i++) {
            assertNull(none.get(i));
            assertNull(broken.get(i));
        }
        assertNull(LocalSpark.SESSION.sql("SELECT enhance(X'0102', NULL)").first().get(0));
    }

    @Test
    void refusesStrengthAboveOne() {
        Dataset<Row> enhanced = recordings().selectExpr("enhance(content, 2)");
        Throwable failure = assertThrows(Exception.class, enhanced::collectAsList);
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        assertEquals("enhance: strength must be between 0 and 1, got 2.0", failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"enhance", "speech_segments"})
    void refusesPaths(String function) {
        Exception failure =
                assertThrows(Exception.class, () -> recordings().selectExpr(function + "(path)"));
        String expected = function + " takes the bytes of a recording, got text";
        assertTrue(failure.getMessage().startsWith(expected), failure::getMessage);
    }

    @Test
    void refusesThreeArguments() {
        Exception failure =
                assertThrows(
                        Exception.class, () -> recordings().selectExpr("enhance(content, 1, 1)"));
        assertEquals(
                "enhance got 3 arguments; see DESCRIBE FUNCTION enhance", failure.getMessage());
    }
}
