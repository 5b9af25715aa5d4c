package quietline.streaming.cli;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The values of options in environment variables ({@code QUIETLINE_LIVE_LATENCY=low}) and in the
 * settings file ({@code live.latency=low}). An option on the command line replaces its setting and
 * those that exclude it; so does a variable what the file says.
 */
final class Settings implements IDefaultValueProvider {

    private static final List<Set<String>> ALTERNATIVES =
            List.of(
                    Set.of("live.output", "live.listen", "live.virtual-mic"),
                    Set.of("live.latency", "live.buffer"),
                    Set.of("live.quality", "live.weights"),
                    Set.of("enhance.quality", "enhance.weights"),
                    Set.of("enhance.encoding", "enhance.raw-output"),
                    Set.of("profile.engine.quality", "profile.engine.weights"),
                    Set.of("profile.paced.quality", "profile.paced.weights"),
                    Set.of("profile.streams.quality", "profile.streams.weights"),
                    Set.of("profile.live.quality", "profile.live.weights"));

    private static final Set<String> NOT_SETTINGS =
            Set.of("live.install", "live.uninstall", "weights.inspect.quality");

    private final SettingsFile file;
    private final Map<String, String> values;
    private final Map<String, String> variables;
    private final Set<String> replaced = new HashSet<>();

    /**
     * @param variables the names of the environment variables that set some of the values, by key
     */
    private Settings(SettingsFile file, Map<String, String> values, Map<String, String> variables) {
        this.file = file;
        this.values = values;
        this.variables = variables;
    }

    static Settings none() {
        return new Settings(new SettingsFile(null, Map.of()), Map.of(), Map.of());
    }

    /** Reads the file, and the environment variables of this line's commands. */
    static Settings load(Map<String, String> environment, CommandLine line) throws IOException {
        SettingsFile file = SettingsFile.read(environment);
        Set<String> keys = known(line).keySet();
        SettingVariables.mistyped(environment, keys)
                .forEach(trouble -> line.getErr().println("quietline: " + trouble));
        Map<String, String> variables = SettingVariables.set(environment, keys);
        Map<String, String> values = new TreeMap<>(file.values());
        values.keySet().removeAll(withAlternatives(variables.keySet()));
        variables.forEach((key, name) -> values.put(key, environment.get(name).strip()));
        return new Settings(file, values, variables);
    }

    private static Set<String> withAlternatives(Set<String> keys) {
        Set<String> all = new HashSet<>(keys);
        ALTERNATIVES.stream()
                .filter(alternatives -> !Collections.disjoint(alternatives, keys))
                .forEach(all::addAll);
        return all;
    }

    /** Returns the file's name and whether it exists; null if there is no home folder. */
    String described() {
        return file.described();
    }

    /** Returns the value of file or environment, or null. */
    String value(String key) {
        return values.get(key);
    }

    /** Returns where a value is from: the variable's name, "file" or "default". */
    String origin(String key) {
        return variables.getOrDefault(key, values.containsKey(key) ? "file" : "default");
    }

    /** Makes the settings the defaults of the line's commands; refuses unknown keys of theirs. */
    void apply(CommandLine line, Set<String> commands, String... args) {
        if (values.isEmpty()) {
            return;
        }
        check(line, commands);
        collectErrors(line, true);
        ParseResult given = line.parseArgs(args);
        collectErrors(line, false);
        Set<String> keys = new HashSet<>();
        for (ParseResult at = given; at != null; at = at.subcommand()) {
            at.matchedOptions().forEach(option -> keys.add(key(option)));
        }
        replaced.addAll(withAlternatives(keys));
        line.setDefaultValueProvider(this);
    }

    /** Lets the next parse go on after an error. */
    private static void collectErrors(CommandLine line, boolean collect) {
        line.getCommandSpec().parser().collectErrors(collect);
        line.getSubcommands().values().forEach(nested -> collectErrors(nested, collect));
    }

    /** Refuses unknown keys, except those of commands that the line lacks. */
    void check(CommandLine line, Set<String> commands) {
        Set<String> known = known(line).keySet();
        values.forEach(
                (key, value) -> {
                    String command = key.replaceFirst("\\..*", "");
                    CommandLine called = line.getSubcommands().get(command);
                    boolean elsewhere = called == null && commands.contains(command);
                    CommandLine at = called == null ? line : called;
                    if (!elsewhere && !known.contains(key)) {
                        throw new ParameterException(
                                at, file.path() + ": unknown key '" + key + "'");
                    }
                    if (!elsewhere && value.isEmpty()) {
                        throw new ParameterException(
                                at, file.path() + ": " + key + " has no value");
                    }
                });
    }

    /** Returns the options of all commands by their keys. */
    static Map<String, OptionSpec> known(CommandLine line) {
        Map<String, OptionSpec> known = new LinkedHashMap<>();
        for (CommandLine command : line.getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                boolean general = option.usageHelp() || option.versionHelp() || option.inherited();
                if (!general && !NOT_SETTINGS.contains(key(option))) {
                    known.put(key(option), option);
                }
            }
            known.putAll(known(command));
        }
        return known;
    }

    private static String key(OptionSpec option) {
        String command = option.command().qualifiedName(".").replaceFirst("^[^.]*\\.?", "");
        return command + "." + option.longestName().replaceFirst("^-+", "");
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String key = key(option);
        return replaced.contains(key) ? null : values.get(key);
    }

    /** Names file and key, or variable, in a message on options whose values are from there. */
    String explain(ParameterException failure, String message) {
        String explained = message;
        boolean fromFile = false;
        for (OptionSpec option : failure.getCommandLine().getCommandSpec().options()) {
            if (defaultValue(option) != null) {
                String name = variables.getOrDefault(key(option), key(option));
                String before = explained;
                explained =
                        explained.replaceAll(
                                Pattern.quote(option.longestName()) + "(?![-a-z])",
                                Matcher.quoteReplacement(name));
                boolean named = !explained.equals(before);
                fromFile |= named && !variables.containsKey(key(option));
            }
        }
        return fromFile ? file.path() + ": " + explained : explained;
    }
}
