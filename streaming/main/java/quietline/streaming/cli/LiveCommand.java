package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import quietline.Enhancer;
import quietline.Models;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.LiveEnhancer;
import quietline.streaming.live.LiveEvent;
import quietline.streaming.live.LiveFormat;
import quietline.streaming.live.LiveStatistics;
import quietline.streaming.live.priority.AudioPriority;
import quietline.weights.Weights;

/** The command {@code live}: removes noise from a microphone in real time. */
@Command(
        name = "live",
        sortOptions = false,
        description = {
            "Remove noise from a microphone while you speak. Without --output or --listen, other"
                    + " programs get it as a virtual microphone. --virtual-speaker removes it from"
                    + " what others say.",
            "Keys in a terminal: space switches the enhancement off and on, [ and ] change the"
                    + " strength, r records, q quits. Without a terminal: one line of JSON on"
                    + " stdout every --stats-interval, for the microphone and the speaker. Keys act"
                    + " on both; of two, the microphone is recorded."
        })
final class LiveCommand implements Callable<Integer> {

    /** The longest delay until the key q takes effect. */
    private static final int KEY_MILLIS = 200;

    private static final int PANEL_DELAY_MILLIS = 200;

    /** In this time Java compiles most of the code that a hop executes. */
    private static final Duration WARM_UP = Duration.ofMillis(500);

    @Spec private CommandSpec spec;

    @ArgGroup(validate = false, heading = "%nDevice options:%n")
    private LiveDeviceOptions devices = new LiveDeviceOptions();

    @Option(
            names = "--strength",
            paramLabel = "0..1",
            converter = OptionParser.Strength.class,
            description = "How much noise to remove: 0.8 or 80%%. Default: all.")
    private float strength = 1;

    @Option(
            names = "--max-attenuation",
            paramLabel = "DB",
            converter = OptionParser.Decibels.class,
            description = "The most attenuation in decibels. Default: unlimited.")
    private Double maxAttenuation;

    @Option(names = "--gate", description = "Fade to silence where nobody speaks.")
    private boolean gate;

    @Option(names = "--quality", paramLabel = "fast|best", description = Quality.HELP)
    private Quality quality;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Weights: safetensors, PyTorch checkpoint or ONNX. Default: built in.")
    private Path weights;

    @Option(
            names = "--record-input",
            paramLabel = "FILE",
            description = "Also record the microphone, as WAV.")
    private Path recordInput;

    @Option(
            names = "--record-output",
            paramLabel = "FILE",
            description = "Also record the enhanced audio, aligned with --record-input.")
    private Path recordOutput;

    @Option(
            names = {"-f", "--force"},
            description = "Replace existing recordings, and with --install any service.")
    private boolean force;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Stop after N seconds. Default: run until stopped.")
    private double seconds = Double.POSITIVE_INFINITY;

    @Option(
            names = "--stats-interval",
            paramLabel = "SECONDS",
            description =
                    "Print statistics as one line of JSON on stdout at this interval."
                            + " Default: 10 without a terminal, off with one.")
    private Double statsInterval;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only warnings and errors.")
    private boolean quiet;

    @ArgGroup(validate = false, heading = "%nService options:%n")
    private LiveServiceOptions service = new LiveServiceOptions();

    private volatile boolean recordingFailed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (statsInterval != null && !(statsInterval > 0)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--stats-interval must be greater than 0, got " + statsInterval);
        }
        if (!(seconds > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds must be greater than 0, got " + seconds);
        }
        if (recordInput != null
                && recordOutput != null
                && absolute(recordInput).equals(absolute(recordOutput))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--record-input and --record-output must be different files");
        }
        if (quality != null && weights != null) {
            throw new ParameterException(spec.commandLine(), Quality.CONFLICT);
        }
        if (service.chosen()) {
            devices.check(spec.commandLine());
            service.run(spec, force);
            return ExitCode.OK;
        }
        PrintWriter err = spec.commandLine().getErr();
        try (LiveDevices chosen = choose(err)) {
            Weights shared = Quality.weights(quality, weights);
            String network = Models.name(shared);
            List<LiveEnhancer> enhancers =
                    chosen.routes().stream()
                            .map(route -> enhancer(shared, chosen.format()))
                            .toList();
            AudioPriority priority = new AudioPriority();
            LivePanel panel = new LivePanel(network, priority::granted);
            LiveReport report = new LiveReport(network, priority::granted);
            boolean drawn = !quiet && Console.isTerminal() && LiveControls.inForeground();
            Console console = new Console();
            TerminalLine terminal =
                    new TerminalLine(err, drawn ? panel : null, console, PANEL_DELAY_MILLIS);
            LiveSessions sessions =
                    new LiveSessions(chosen, enhancers, event -> report(terminal, event));
            sessions.setStrength(strength);
            LiveControls controls = new LiveControls(sessions, strength, terminal::print);
            LiveEnding ending =
                    new LiveEnding(sessions, chosen, console, terminal, !quiet, this::exitCode);
            try (ending) {
                panel.show(sessions::statistics);
                if (recordInput != null || recordOutput != null) {
                    sessions.record(recordInput, recordOutput, force);
                }
                if (drawn) {
                    console.listen(controls::press);
                }
                sessions.start(priority);
                report(priority, terminal, drawn);
                run(sessions, controls, report, drawn ? KEY_MILLIS : Integer.MAX_VALUE);
            }
        }
        return exitCode();
    }

    private int exitCode() {
        return recordingFailed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private LiveDevices choose(PrintWriter err) throws IOException {
        return devices.choose(spec.commandLine(), warning -> err.println("quietline: " + warning));
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** Returns an enhancer with the options that hold until the end. */
    LiveEnhancer enhancer(Weights shared, LiveFormat format) {
        LiveEnhancer enhancer =
                new LiveEnhancer(
                        () -> {
                            Enhancer channel = Enhancer.create(shared);
                            if (maxAttenuation != null) {
                                channel.setMaxAttenuation(maxAttenuation);
                            }
                            channel.setGate(gate);
                            return channel;
                        },
                        format);
        enhancer.warmUp(WARM_UP);
        return enhancer;
    }

    /** Prints what priority was granted, unless the panel shows it. */
    private void report(AudioPriority priority, TerminalLine terminal, boolean drawn) {
        if (!drawn && !quiet) {
            String granted = priority.granted();
            String hint = granted.equals(AudioPriority.NORMAL) ? "; --debug says why" : "";
            terminal.print("quietline: priority of the audio threads: " + granted + hint);
        }
        if (Failures.debug(spec)) {
            priority.refusals().forEach(line -> terminal.print("quietline: not " + line));
        }
    }

    private void run(
            LiveSessions sessions, LiveControls controls, LiveReport report, int mostMillis)
            throws AudioException, InterruptedException {
        boolean byDefault = !quiet && !Console.isTerminal();
        double interval =
                statsInterval != null ? statsInterval : byDefault ? 10 : Double.POSITIVE_INFINITY;
        double next = interval;
        long start = System.nanoTime();
        double now = 0;
        while (!sessions.awaitEnd(millisUntil(Math.min(next, seconds) - now, mostMillis))
                && !controls.quit()) {
            now = (System.nanoTime() - start) / 1e9;
            if (now >= next) {
                for (LiveStatistics each : sessions.statistics()) {
                    spec.commandLine().getOut().println(report.json(each));
                }
                spec.commandLine().getOut().flush();
                // After the machine slept, one line is enough.
                next = now + interval - (now - next) % interval;
            }
            if (now >= seconds) {
                for (LiveStatistics last : sessions.statistics()) {
                    checkHeard(last);
                }
                return;
            }
        }
    }

    private static long millisUntil(double seconds, int most) {
        return (long) Math.max(1, Math.min(most, Math.ceil(1e3 * seconds)));
    }

    /** {@code --seconds} without any audio is an error. */
    private static void checkHeard(LiveStatistics last) throws AudioException {
        if (last.hops() == 0) {
            throw new AudioException(last.input(), "sent no audio");
        }
        if (!last.outputConnected() && !last.recording() && !last.idle()) {
            throw new AudioException(last.output(), "was not connected at the end");
        }
    }

    private void report(TerminalLine terminal, LiveEvent event) {
        recordingFailed |= event.kind() == LiveEvent.Kind.RECORDING_FAILED;
        boolean trouble =
                switch (event.kind()) {
                    case INPUT_LOST, INPUT_SILENT, OUTPUT_LOST, RECORDING_FAILED -> true;
                    default -> false;
                };
        if (trouble) {
            terminal.warn("quietline: " + event.message());
        } else if (!quiet) {
            terminal.print("quietline: " + event.message());
        }
    }
}
