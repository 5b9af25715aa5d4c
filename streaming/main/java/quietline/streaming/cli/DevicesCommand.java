package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import quietline.streaming.live.device.Devices;

/** Says what there is to record from and to play on. */
@Command(
        name = "devices",
        description = {
            "List microphones and speakers, for --input and --output of 'quietline live'.",
            "Those of PulseAudio or PipeWire, where it runs, and those of Java Sound; * marks what"
                    + " is taken unless told otherwise."
        })
final class DevicesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Devices devices = Devices.find();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? DevicesReport.json(devices) : DevicesReport.table(devices));
        out.flush();
        return ExitCode.OK;
    }
}
