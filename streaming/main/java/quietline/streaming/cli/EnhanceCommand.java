package quietline.streaming.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import quietline.kernel.KernelChoice;
import quietline.streaming.batch.Batch;
import quietline.streaming.batch.Input;
import quietline.streaming.batch.InputFiles;
import quietline.streaming.batch.OutputPlan;
import quietline.streaming.batch.Outputs;
import quietline.streaming.batch.RecordingJob;
import quietline.streaming.batch.Treatment;
import quietline.streaming.io.FileKind;
import quietline.streaming.plot.SpectrogramPlot;

/** The command {@code enhance}: removes noise from files, folders or a pipe. */
@Command(
        name = "enhance",
        sortOptions = false,
        description = {
            "Remove noise from recordings; length, sample rate and channels stay the same.",
            "Reads WAV, AIFF and AU, and writes WAV; with ffmpeg installed also FLAC, MP3, Opus,"
                    + " Ogg, M4A and video, whose first sound track is replaced."
        })
final class EnhanceCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description =
                    "A file, whose name says the format (clean.flac, clean.mp4), a folder (keeps the"
                            + " tree of an input folder), a pipe, or - for stdout. Default:"
                            + " NAME.enhanced.wav beside each input.")
    private String output;

    @Option(
            names = {"-f", "--force"},
            description = "Replace existing outputs. An input is never overwritten.")
    private boolean force;

    @Option(
            names = "--resume",
            description =
                    "Skip outputs made earlier from the same input with the same settings, and"
                            + " replace those made from it before it or the settings changed.")
    private boolean resume;

    @Mixin private NamingOptions naming;

    @Mixin private InputOptions input;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Only print which files would be written.")
    private boolean dryRun;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            converter = OptionParser.Jobs.class,
            description = "Recordings to process at a time. Default: one per processor core.")
    private Integer jobs;

    @ArgGroup(validate = false, heading = "%nAudio options:%n")
    private TreatmentOptions treatment = new TreatmentOptions();

    @Option(
            names = "--removed",
            paramLabel = "FILE",
            description =
                    "Also write the removed part: enhanced + removed = input. A folder for several"
                            + " inputs.")
    private String removed;

    @Option(
            names = "--plot",
            description = "Also draw spectrograms before and after, as a PNG beside each output.")
    private boolean plot;

    @Mixin private EnhanceReports reports;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only warnings and errors.")
    private boolean quiet;

    private boolean toStdout;

    @Override
    public Integer call() throws IOException {
        InputFiles found =
                input.find(
                        spec,
                        Stream.of(output, removed).filter(Objects::nonNull).map(Path::of).toList());
        toStdout = output != null && FileKind.isStdout(output);
        checkPipes(found);
        // Fails before anything is written if the requested kernels are unavailable.
        KernelChoice.standard();
        if (plot) {
            SpectrogramPlot.check();
        }
        OutputPlan enhanced =
                output == null
                        ? OutputPlan.besideInputs(found, naming.names())
                        : OutputPlan.of(toStdout ? "-" : output, found, naming.names());
        checkStdout(found, enhanced);
        Optional<OutputPlan> removedPlan = removedPlan(found);
        enhanced.checkFormats();
        if (removedPlan.isPresent()) {
            removedPlan.get().checkFormats();
        }
        Treatment chosen = treatment.treatment(input.raw(), input.excerpt());
        List<RecordingJob> planned = new ArrayList<>();
        OutputStream stdout = new FileOutputStream(FileDescriptor.out);
        for (Input each : found.inputs()) {
            planned.add(new RecordingJob(each, outputs(each, enhanced, removedPlan), stdout));
        }
        List<OutputPlan> plans = new ArrayList<>(List.of(enhanced));
        removedPlan.ifPresent(plans::add);
        Batch batch = new Batch(planned, chosen, plans, existing(), threads());
        reports.check(batch, force, resume);
        BatchProgress progress =
                new BatchProgress(
                        batch,
                        found.several() && !dryRun,
                        quiet,
                        Failures.debug(spec),
                        spec.commandLine().getErr());
        try (progress) {
            found.notes().forEach(progress::note);
            found.troubles().forEach(progress::trouble);
            List<RecordingJob> remaining = batch.sift(progress);
            progress.reportSkipped();
            if (dryRun) {
                remaining.forEach(this::announce);
            } else if (!run(batch, remaining, progress)) {
                return INTERRUPTED;
            }
        }
        if (!dryRun) {
            reports.write(spec, chosen, progress.results(), progress.nanos(), force, resume);
        }
        return progress.exitCode();
    }

    /** Refuses more than one recording or report on stdout. */
    private void checkStdout(InputFiles found, OutputPlan enhanced) {
        long recordings =
                found.inputs().stream().filter(each -> enhanced.outputFor(each) == null).count();
        if (recordings > 1) {
            throw usage("stdout can take only one recording, got several inputs");
        }
        reports.checkStdout(spec, recordings);
        if (recordings == 1 && !dryRun && Console.isStdoutTerminal()) {
            throw usage("sound is not written to a terminal");
        }
    }

    /** Returns false if interrupted. */
    private boolean run(Batch batch, List<RecordingJob> remaining, BatchProgress progress) {
        Interruption interruption = new Interruption(batch, progress::interrupted);
        try (interruption) {
            progress.begin(remaining);
            batch.run(remaining, progress);
        }
        return !interruption.happened();
    }

    private void checkPipes(InputFiles found) {
        Optional<String> conflict = treatment.conflict();
        if (conflict.isPresent()) {
            throw usage(conflict.get());
        }
        if (toStdout && naming.isEncoded()) {
            throw usage("--format needs a file or folder as output; stdout gets WAV");
        }
        if (toStdout && found.several()) {
            throw usage("stdout can take only one recording, got several inputs");
        }
    }

    private ParameterException usage(String trouble) {
        return new ParameterException(spec.commandLine(), trouble);
    }

    private Optional<OutputPlan> removedPlan(InputFiles found) throws IOException {
        if (removed == null) {
            return Optional.empty();
        }
        if (FileKind.isStdout(removed)) {
            throw usage("--removed must be a file or folder, not stdout");
        }
        return Optional.of(OutputPlan.of(removed, found, naming.names().ofRemoved()));
    }

    private Outputs outputs(Input from, OutputPlan enhanced, Optional<OutputPlan> removedPlan) {
        Path file = enhanced.outputFor(from);
        if (plot && (file == null || FileKind.of(file).isStream())) {
            throw usage("--plot needs an output file, not stdout or a pipe");
        }
        if (treatment.wantsRaw() && file != null && !FileKind.of(file).isStream()) {
            throw usage("--raw-output needs stdout or a pipe as output: -o - > FILE");
        }
        return new Outputs(
                file,
                removedPlan.map(plan -> plan.outputFor(from)).orElse(null),
                plot ? OutputPlan.pictureBeside(file) : null);
    }

    private Batch.Existing existing() {
        return resume
                ? force ? Batch.Existing.RESUME_OR_REPLACE : Batch.Existing.RESUME
                : force ? Batch.Existing.REPLACE : Batch.Existing.KEEP;
    }

    private int threads() {
        return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    }

    private void announce(RecordingJob job) {
        spec.commandLine()
                .getOut()
                .println(ReportText.oneLine(job.input().name() + " -> " + job.outputs().name()));
        spec.commandLine().getOut().flush();
    }
}
