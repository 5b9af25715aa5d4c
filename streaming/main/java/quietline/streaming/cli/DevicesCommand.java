package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import quietline.streaming.live.device.Devices;

/** The command {@code devices}: lists microphones and speakers. */
@Command(
        name = "devices",
        description = {
            "List microphones and speakers, for --input and --output of 'quietline live'.",
            "Lists devices of PulseAudio or PipeWire, if running, and of Java Sound; * marks the"
                    + " defaults."
        })
final class DevicesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Devices devices = Devices.find();
        if (devices.failure() != null) {
            spec.commandLine().getErr().println("quietline: " + devices.failure());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? DevicesReport.json(devices) : DevicesReport.table(devices));
        out.flush();
        return ExitCode.OK;
    }
}
