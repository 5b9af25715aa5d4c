package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options that start the live session with the user's desktop session, by systemd. */
final class LiveServiceOptions {

    @Option(
            names = "--install",
            description =
                    "Do not run now, but start with these options at each login, as a systemd user"
                            + " service. Replaces a service file of another origin only with"
                            + " --force.")
    private boolean install;

    @Option(names = "--uninstall", description = "Stop and remove that service.")
    private boolean uninstall;

    boolean chosen() {
        return install || uninstall;
    }

    void run(CommandSpec spec, boolean force) throws IOException, InterruptedException {
        if (install && uninstall) {
            throw new ParameterException(
                    spec.commandLine(), "--install and --uninstall exclude each other");
        }
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException("--install and --uninstall need systemd, which only Linux has");
        }
        Map<String, String> environment = Invocation.of(spec).environment();
        LiveService service = LiveService.of(environment, spec.commandLine().getOut());
        if (uninstall) {
            service.uninstall(force);
            return;
        }
        String launcher = environment.get("QUIETLINE_LAUNCHER");
        if (launcher == null) {
            throw new IOException("--install needs the launcher: start it as 'quietline live'");
        }
        Map<String, String> variables = new TreeMap<>();
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        for (String name : List.of("QUIETLINE_JAVA_OPTS", "XDG_CONFIG_HOME")) {
            if (environment.containsKey(name)) {
                variables.put(name, environment.get(name));
            }
        }
        service.install(arguments(launcher, spec), variables, force);
    }

    /**
     * Returns the command line to start, with absolute paths, and quiet unless statistics are
     * asked.
     */
    private static List<String> arguments(String launcher, CommandSpec spec) {
        ParseResult given = spec.commandLine().getParseResult();
        List<String> arguments = new ArrayList<>(List.of(launcher, spec.name()));
        for (OptionSpec option : given.matchedOptions()) {
            boolean general = option.inherited() || option.longestName().equals("--install");
            if (!general) {
                arguments.add(argument(option));
            }
        }
        if (!given.hasMatchedOption("--quiet") && !given.hasMatchedOption("--stats-interval")) {
            arguments.add("--quiet");
        }
        return arguments;
    }

    private static String argument(OptionSpec option) {
        String value = option.originalStringValues().get(0);
        if (option.arity().max() == 0) {
            return option.longestName() + (Boolean.parseBoolean(value) ? "" : "=" + value);
        }
        boolean file = option.type() == Path.class;
        return option.longestName() + "=" + (file ? Path.of(value).toAbsolutePath() : value);
    }
}
