package quietline.streaming.profile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.PartFile;

/** Reports as files that appear whole or not at all. */
public final class ReportFile {

    private static final double NANOS_TO_MICROS = 1000;
    private static final int STEPS_PER_HALVING = 5;

    private ReportFile() {}

    /** Refuses, before anything is measured, what could not be written after it. */
    public static void check(Path file, boolean replace) throws IOException {
        PartFile.checkFolder(file);
        PartFile.check(file.resolveSibling("\u0001"), file, replace);
        new PartFile(file).close();
    }

    public static void write(Path file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (PartFile part = new PartFile(file)) {
            while (bytes.hasRemaining()) {
                part.channel().write(bytes);
            }
            part.commit();
        } catch (IOException e) {
            throw AudioException.of(file, e);
        }
    }

    /** The main series as HdrHistogram's tools write it, in microseconds. */
    public static String hgrm(ProfileReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            report.series()
                    .get(0)
                    .histogram()
                    .outputPercentileDistribution(out, STEPS_PER_HALVING, NANOS_TO_MICROS);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
