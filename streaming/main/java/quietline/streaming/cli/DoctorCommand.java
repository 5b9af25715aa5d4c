package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import quietline.Models;
import quietline.kernel.KernelChoice;
import quietline.kernel.UnavailableKernelsException;
import quietline.streaming.io.InstalledFfmpeg;
import quietline.streaming.live.device.Device;
import quietline.streaming.live.device.Device.Direction;
import quietline.streaming.live.device.Devices;
import quietline.streaming.live.device.PriorityLimits;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/** The command {@code doctor}: says in ten lines what works on this machine. */
@Command(
        name = "doctor",
        description = {
            "Say in ten lines what works here and what is missing.",
            "'none' marks what Quietline can do without, 'FAILED' what must be mended (exit code 1)."
        })
final class DoctorCommand implements Callable<Integer> {

    /** One finding; an exception means that it failed. */
    private interface Check {

        /** Returns what was found, or null if something optional is missing. */
        String find() throws IOException;
    }

    @Spec private CommandSpec spec;

    private boolean failed;

    @Override
    public Integer call() {
        Devices devices = Devices.find();
        line("version", Version::program, "");
        line("java", DoctorCommand::java, "");
        line(
                "kernels",
                DoctorCommand::kernels,
                "no SIMD, a quarter of the speed on long recordings: " + KernelChoice.objection());
        line("weights", DoctorCommand::weights, "");
        line("settings", this::settings, "no home folder");
        line(
                "ffmpeg",
                () -> InstalledFfmpeg.describe(System.getenv("PATH")),
                "reads WAV, AIFF and AU only; install ffmpeg for other formats");
        line(
                "sound server",
                Devices::server,
                "'live' uses Java Sound, without a microphone for other programs");
        line("microphone", () -> device(devices, Direction.INPUT), "'devices' finds none");
        line("speaker", () -> device(devices, Direction.OUTPUT), "'devices' finds none");
        line(
                "priority",
                PriorityLimits::describe,
                "a busy machine may cause gaps in live sound; install rtkit");
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private void line(String subject, Check check, String ifMissing) {
        String state = "ok";
        String text;
        try {
            text = check.find();
            if (text == null) {
                state = "none";
                text = ifMissing;
            }
        } catch (IOException
                | ParameterException
                | WeightsException
                | UnavailableKernelsException e) {
            state = "FAILED";
            text = e.getMessage();
            failed = true;
        }
        PrintWriter out = spec.commandLine().getOut();
        ReportText.line(out, "%-13s %-7s %s", subject, state, ReportText.oneLine(text));
        out.flush();
    }

    private static String java() {
        Runtime machine = Runtime.getRuntime();
        return "%s (%s), %s %s, processors: %d, heap: at most %,d MB"
                .formatted(
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        machine.availableProcessors(),
                        machine.maxMemory() >> 20);
    }

    private static String kernels() {
        String live = KernelChoice.standard().name();
        if (System.getProperty("quietline.kernels") != null) {
            return live + ", as -Dquietline.kernels says";
        }
        return KernelChoice.objection() != null
                ? null
                : "%s from four minutes of sound on, %s for less and live sound"
                        .formatted(KernelChoice.fastest().name(), live);
    }

    private static String weights() {
        return "%s (best), %s (fast), built in"
                .formatted(Models.name(Weights.best()), Models.name(Weights.fast()));
    }

    private String settings() throws IOException {
        Invocation invocation = Invocation.of(spec);
        CommandLine root = spec.root().commandLine();
        Settings settings = Settings.load(invocation.environment(), root);
        settings.check(root, invocation.commandNames());
        return settings.described();
    }

    private static String device(Devices devices, Direction direction) {
        List<Device> real =
                devices.all(direction).stream().filter(device -> !device.isMonitor()).toList();
        Device first = real.stream().filter(Device::isDefault).findFirst().orElse(null);
        return real.isEmpty()
                ? null
                : real.size() + " found, default: " + (first == null ? "none" : first.label());
    }
}
