package quietline.streaming.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.PartFile;
import quietline.streaming.plot.SoundTrace;
import quietline.streaming.plot.SpectrogramPlot;

/** The command {@code plot}: draws the waveform and spectrogram of recordings. */
@Command(
        name = "plot",
        description = {
            "Draw the waveform and spectrogram of a recording as PNG.",
            "Given a second recording, also draw it and the change of each time and frequency in dB."
        })
final class PlotCommand implements Callable<Integer> {

    private static final double TOLERATED_SECONDS = 0.01;

    @Parameters(index = "0", paramLabel = "BEFORE.wav", description = "The recording to draw.")
    private Path before;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AFTER.wav",
            description = "The same recording enhanced.")
    private Path after;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT.png",
            description = "The picture to write, or - for stdout.")
    private Path output;

    @Option(
            names = {"-f", "--force"},
            description = "Replace OUT.png if it exists.")
    private boolean force;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        boolean toStdout = FileKind.isStdout(output.toString());
        if (!toStdout) {
            check();
        } else if (Console.isStdoutTerminal()) {
            throw new ParameterException(
                    spec.commandLine(), "a picture is not written to a terminal");
        }
        SpectrogramPlot.check();
        SoundTrace first = trace(before);
        SpectrogramPlot plot = after == null ? SpectrogramPlot.of(first) : plot(first);
        if (toStdout) {
            print(plot);
        } else {
            plot.write(output, force);
        }
        return ExitCode.OK;
    }

    private void check() throws IOException {
        if (FileKind.of(output).isStream()) {
            return;
        }
        PartFile.checkFolder(output);
        PartFile.removeStale(List.of(output));
        PartFile.check(before, output, force);
        if (after != null) {
            PartFile.check(after, output, force);
        }
        String name = output.getFileName().toString();
        if (name.contains(".") && !name.toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new AudioException(output, "is drawn as PNG, expected a name that ends in .png");
        }
    }

    private SpectrogramPlot plot(SoundTrace first) throws IOException {
        SoundTrace second = trace(after);
        checkLength(first, second);
        return SpectrogramPlot.of(first, second);
    }

    private static void print(SpectrogramPlot plot) throws IOException {
        byte[] png = plot.png();
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(png);
        } catch (IOException e) {
            throw AudioException.of("stdout", e);
        }
    }

    private static SoundTrace trace(Path file) throws IOException {
        SoundTrace trace = SoundTrace.of(file);
        if (trace.instants() == 0) {
            throw new AudioException(file, "contains no audio");
        }
        return trace;
    }

    private void checkLength(SoundTrace first, SoundTrace second) throws AudioException {
        if (Math.abs(first.seconds() - second.seconds()) > TOLERATED_SECONDS) {
            throw new AudioException(
                    after,
                    String.format(
                            Locale.ROOT,
                            "lasts %.3f s, expected %.3f s as in %s",
                            second.seconds(),
                            first.seconds(),
                            before));
        }
    }
}
