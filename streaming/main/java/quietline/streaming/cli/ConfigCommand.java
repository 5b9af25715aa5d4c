package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The command {@code config}: prints the settings that hold and where they are from. */
@Command(
        name = "config",
        description = {
            "Print the options that hold without a command line, and what set them.",
            "The file is $XDG_CONFIG_HOME/quietline/config.properties, by default in ~/.config. A"
                    + " key is command and option: live.latency=low, enhance.jobs=2. Its environment"
                    + " variable, QUIETLINE_LIVE_LATENCY=low, wins over the file, and the command"
                    + " line over both."
        },
        footerHeading = "%nEnvironment variables:%n",
        footer = {
            "  QUIETLINE_JAVA_OPTS  options for Java, such as -Xmx256m",
            "  JAVA_HOME            the Java to run with, if it is 17 or newer",
            "  XDG_CONFIG_HOME      the folder of the settings, if not ~/.config",
            "  PATH                 where ffmpeg is looked for",
            "  PULSE_SERVER, PULSE_SOURCE, PULSE_SINK, PULSE_COOKIE, PULSE_CLIENTCONFIG,",
            "  PULSE_RUNTIME_PATH, XDG_RUNTIME_DIR",
            "                       the sound server and its devices, as for other programs",
            "  NO_COLOR             if not empty, no colours",
            "  TERM                 if 'dumb', plain lines instead of a panel"
        })
final class ConfigCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Invocation invocation = Invocation.of(spec);
        CommandLine root = spec.root().commandLine();
        Settings settings = Settings.load(invocation.environment(), root);
        settings.check(root, invocation.commandNames());
        PrintWriter out = spec.commandLine().getOut();
        if (settings.described() != null) {
            ReportText.line(out, "# %s", ReportText.printable(settings.described()));
        }
        Settings.known(root).forEach((key, option) -> print(out, settings, key, option));
        out.flush();
        return ExitCode.OK;
    }

    private static void print(PrintWriter out, Settings settings, String key, OptionSpec option) {
        String set = settings.value(key);
        String value = set == null ? initial(option) : ReportText.printable(set);
        ReportText.line(out, "%-28s %-24s %s", key, value, settings.origin(key));
    }

    /** Returns a dash for an option that has no value unless given. */
    private static String initial(OptionSpec option) {
        if (option.defaultValue() != null) {
            return option.defaultValue();
        }
        Object value = option.initialValue();
        return value == null ? "-" : value.toString();
    }
}
