package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import quietline.Enhancer;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.LiveEvent;
import quietline.streaming.live.LiveSession;
import quietline.streaming.live.LiveStatistics;
import quietline.streaming.live.device.AudioPriority;
import quietline.weights.Weights;

/** Cleans a microphone while somebody speaks. */
@Command(
        name = "live",
        sortOptions = false,
        description = {
            "Take the noise out of a microphone while you speak.",
            "At the terminal: space lets the sound through as it is, [ and ] change the strength,"
                    + " r records, q quits. Elsewhere: one line of JSON on stdout every"
                    + " --stats-interval."
        })
final class LiveCommand implements Callable<Integer> {

    /** So soon is a key obeyed that ends it. */
    private static final int KEY_MILLIS = 200;

    private static final int REFRESH_MILLIS = 200;

    /** By then Java has compiled most of what a hop runs through. */
    private static final Duration WARM_UP = Duration.ofMillis(500);

    @Spec private CommandSpec spec;

    @ArgGroup(validate = false, heading = "%nThe devices:%n")
    private LiveDeviceOptions devices = new LiveDeviceOptions();

    @Option(
            names = "--strength",
            paramLabel = "0..1",
            converter = StrengthConverter.class,
            description = "How much of the noise to take out: 0.8 or 80%%. Default: all of it.")
    private float strength = 1;

    @Option(
            names = "--max-attenuation",
            paramLabel = "DB",
            converter = TreatmentOptions.DecibelsConverter.class,
            description = "Lower nothing by more than so many decibels. Default: no bound.")
    private Double maxAttenuation;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "Weights to use: safetensors, PyTorch checkpoint or ONNX. Default: our own.")
    private Path weights;

    @Option(
            names = "--record-input",
            paramLabel = "FILE",
            description = "Also write what the microphone gives, as WAV at 16 kHz.")
    private Path recordInput;

    @Option(
            names = "--record-output",
            paramLabel = "FILE",
            description = "Also write what is made of it, sample by sample beside the input.")
    private Path recordOutput;

    @Option(
            names = {"-f", "--force"},
            description = "Replace recordings that exist.")
    private boolean force;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Stop after so many seconds. Default: when told to.")
    private double seconds = Double.POSITIVE_INFINITY;

    @Option(
            names = "--stats-interval",
            paramLabel = "SECONDS",
            description =
                    "Write how it stands, as a line of JSON on stdout, so often."
                            + " Default: every 10 s if there is no terminal.")
    private Double statsInterval;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing unless something is wrong.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (statsInterval != null && !(statsInterval > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--stats-interval is a number of seconds above 0");
        }
        if (!(seconds > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds is a number of seconds above 0");
        }
        if (recordInput != null && recordInput.equals(recordOutput)) {
            throw new ParameterException(
                    spec.commandLine(), "--record-input and --record-output are one file");
        }
        PrintWriter err = spec.commandLine().getErr();
        try (LiveDevices chosen = devices.choose(spec.commandLine())) {
            Enhancer enhancer = enhancer();
            LivePanel panel = new LivePanel(chosen.inputName(), chosen.outputName());
            boolean drawn = !quiet && TerminalLine.isTerminal() && LiveControls.inForeground();
            TerminalLine terminal = new TerminalLine(err, drawn ? panel : null, REFRESH_MILLIS);
            LiveSession session =
                    new LiveSession(
                            chosen.input(),
                            chosen.output(),
                            enhancer,
                            chosen.latency(),
                            event -> tell(terminal, event));
            session.setStrength(strength);
            LiveControls controls = new LiveControls(session, strength, terminal::print);
            LiveEnding ending = new LiveEnding(session, chosen, controls, terminal);
            try (ending) {
                panel.show(session::statistics);
                if (recordInput != null || recordOutput != null) {
                    session.record(recordInput, recordOutput, force);
                }
                session.start(() -> askForPriority(terminal));
                if (drawn) {
                    controls.listen();
                }
                run(session, controls, chosen, drawn ? KEY_MILLIS : Integer.MAX_VALUE);
            }
        }
        return ExitCode.OK;
    }

    private Weights weights() {
        return weights == null ? Enhancer.defaultWeights() : Weights.load(weights);
    }

    private Enhancer enhancer() {
        Enhancer enhancer = Enhancer.create(weights());
        enhancer.warmUp(WARM_UP);
        if (maxAttenuation != null) {
            enhancer.setMaxAttenuation(maxAttenuation);
        }
        return enhancer;
    }

    private void askForPriority(TerminalLine terminal) {
        String refusal = new AudioPriority().ask();
        if (refusal != null && Failures.debug(spec)) {
            terminal.print("quietline: no priority: " + refusal);
        }
    }

    private void run(LiveSession session, LiveControls controls, LiveDevices chosen, int mostMillis)
            throws AudioException, InterruptedException {
        boolean unasked = !quiet && !TerminalLine.isTerminal();
        double interval =
                statsInterval != null ? statsInterval : unasked ? 10 : Double.POSITIVE_INFINITY;
        double next = interval;
        long start = System.nanoTime();
        double now = 0;
        while (!session.awaitEnd(millisUntil(Math.min(next, seconds) - now, mostMillis))
                && !controls.quit()) {
            now = (System.nanoTime() - start) / 1e9;
            if (now >= next) {
                spec.commandLine().getOut().println(LiveReport.json(session.statistics()));
                spec.commandLine().getOut().flush();
                next += interval;
            }
            if (now >= seconds) {
                complain(session.statistics(), chosen);
                return;
            }
        }
    }

    private static long millisUntil(double seconds, int most) {
        return (long) Math.max(1, Math.min(most, Math.ceil(1e3 * seconds)));
    }

    /** Who asked for so many seconds of sound, and got none, is not served. */
    private static void complain(LiveStatistics last, LiveDevices devices) throws AudioException {
        if (last.hops() == 0) {
            throw new AudioException(devices.inputName(), "gave no sound in all that time");
        }
        if (!last.outputConnected() && !last.recording()) {
            throw new AudioException(devices.outputName(), "was not there in the end");
        }
    }

    private void tell(TerminalLine terminal, LiveEvent event) {
        boolean trouble =
                switch (event.kind()) {
                    case INPUT_LOST, INPUT_SILENT, OUTPUT_LOST, RECORDING_FAILED -> true;
                    default -> false;
                };
        if (trouble || !quiet) {
            terminal.print("quietline: " + event.message());
        }
    }
}
