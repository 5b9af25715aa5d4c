package quietline.streaming.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import quietline.streaming.io.JsonText;

/** The command {@code compare}: measures recordings against a clean reference. */
@Command(
        name = "compare",
        description = {
            "Measure recordings against a clean reference: SI-SDR, segmental SNR, STOI, ESTOI.",
            "All must have the same sample rate, channels and length; a difference of up to"
                    + " 10 ms is cut off at the end. Measures are averaged over the channels."
                    + " The recordings are held in memory."
        })
final class CompareCommand implements Callable<Integer> {

    /** Encoders and other tools add or lose up to 10 ms. */
    private static final int TOLERANCES_PER_SECOND = 100;

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CLEAN", description = "The clean reference, WAV.")
    private Path clean;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "The recordings to measure, for example noisy and enhanced.")
    private List<Path> files;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try {
            LoadedSound reference = load(clean);
            List<Score> scores = new ArrayList<>();
            for (Path file : files) {
                scores.add(score(reference, load(file)));
            }
            print(reference, scores);
            return ExitCode.OK;
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    "not enough memory to hold the recordings;"
                            + " QUIETLINE_JAVA_OPTS=-Xmx8g raises the limit to 8 GB");
        }
    }

    private LoadedSound load(Path file) throws IOException {
        LoadedSound sound = LoadedSound.load(file);
        sound.warning().ifPresent(this::warn);
        return sound;
    }

    private Score score(LoadedSound reference, LoadedSound sound) throws IOException {
        sound.checkComparable(reference, reference.sampleRate() / TOLERANCES_PER_SECOND);
        int difference = sound.instants() - reference.instants();
        if (difference == 0) {
            return Score.of(reference, sound);
        }
        warn(
                "%s: %d samples %s than %s; cut to the shorter length"
                        .formatted(
                                sound.file(),
                                Math.abs(difference),
                                difference < 0 ? "shorter" : "longer",
                                reference.file()));
        int common = Math.min(sound.instants(), reference.instants());
        return Score.of(reference.cut(common), sound.cut(common));
    }

    private void warn(String warning) {
        spec.commandLine().getErr().println("quietline: " + ReportText.oneLine(warning));
        spec.commandLine().getErr().flush();
    }

    private void print(LoadedSound reference, List<Score> scores) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(reference, scores));
        } else {
            printTable(out, scores);
        }
        out.flush();
    }

    private static String json(LoadedSound reference, List<Score> scores) {
        JsonArray files = new JsonArray();
        for (Score score : scores) {
            JsonObject file = new JsonObject();
            file.addProperty("file", score.file().toString());
            file.add("siSdrDb", JsonText.number(score.siSdrDb(), 3));
            file.add("segmentalSnrDb", JsonText.number(score.segmentalSnrDb(), 3));
            file.add("stoi", JsonText.number(score.stoi(), 4));
            file.add("estoi", JsonText.number(score.estoi(), 4));
            files.add(file);
        }
        JsonObject json = new JsonObject();
        json.addProperty("clean", reference.file().toString());
        json.addProperty("sampleRate", reference.sampleRate());
        json.addProperty("channels", reference.channels().length);
        json.add("seconds", JsonText.number(reference.seconds(), 3));
        json.add("files", files);
        return JsonText.indented(json);
    }

    private static void printTable(PrintWriter out, List<Score> scores) {
        int width = "file".length();
        for (Score score : scores) {
            width = Math.max(width, name(score).length());
        }
        String row = "%-" + width + "s  %9s  %16s  %6s  %6s%n";
        out.printf(row, "file", "SI-SDR/dB", "segmental SNR/dB", "STOI", "ESTOI");
        for (Score score : scores) {
            out.printf(
                    row,
                    name(score),
                    number("%.2f", score.siSdrDb()),
                    number("%.2f", score.segmentalSnrDb()),
                    number("%.3f", score.stoi()),
                    number("%.3f", score.estoi()));
        }
    }

    private static String name(Score score) {
        return ReportText.printable(score.file().toString());
    }

    private static String number(String format, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        return String.format(Locale.ROOT, format, value);
    }
}
