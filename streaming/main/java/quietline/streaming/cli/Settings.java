package quietline.streaming.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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
import quietline.streaming.io.AudioException;

/**
 * The values of options in the settings file. A key is command and option: {@code
 * live.latency=low}. An option on the command line replaces its setting, and those that exclude it.
 */
final class Settings implements IDefaultValueProvider {

    private static final List<Set<String>> ALTERNATIVES =
            List.of(
                    Set.of("live.output", "live.listen", "live.virtual-mic"),
                    Set.of("live.latency", "live.buffer"));

    private static final Set<String> NOT_SETTINGS = Set.of("--install", "--uninstall");

    private final Path file;
    private final Map<String, String> values;
    private final Set<String> replaced = new HashSet<>();

    private Settings(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    static Settings none() {
        return new Settings(null, Map.of());
    }

    static Settings load(Map<String, String> environment) throws IOException {
        Path folder = ConfigFolder.of(environment);
        if (folder == null) {
            return none();
        }
        Path file = folder.resolve("quietline").resolve("config.properties");
        Map<String, String> values = new TreeMap<>();
        if (Files.exists(file)) {
            Properties read = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                read.load(reader);
            } catch (CharacterCodingException | IllegalArgumentException e) {
                throw new AudioException(file, "is not a properties file in UTF-8");
            } catch (IOException e) {
                throw AudioException.of(file, e);
            }
            read.stringPropertyNames()
                    .forEach(key -> values.put(key, read.getProperty(key).strip()));
        }
        return new Settings(file, values);
    }

    /** Returns the file's name and whether it exists; null if there is no home folder. */
    String described() {
        return file == null ? null : file + (Files.exists(file) ? "" : " (does not exist)");
    }

    /** Returns the file's value, or null. */
    String value(String key) {
        return values.get(key);
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
        for (ParseResult at = given; at != null; at = at.subcommand()) {
            at.matchedOptions().forEach(option -> replaced.add(key(option)));
        }
        for (Set<String> alternatives : ALTERNATIVES) {
            if (!Collections.disjoint(alternatives, replaced)) {
                replaced.addAll(alternatives);
            }
        }
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
                        throw new ParameterException(at, file + ": unknown key '" + key + "'");
                    }
                    if (!elsewhere && value.isEmpty()) {
                        throw new ParameterException(at, file + ": " + key + " has no value");
                    }
                });
    }

    /** Returns the options of all commands by their keys. */
    static Map<String, OptionSpec> known(CommandLine line) {
        Map<String, OptionSpec> known = new LinkedHashMap<>();
        for (CommandLine command : line.getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                boolean general = option.usageHelp() || option.versionHelp() || option.inherited();
                if (!general && !NOT_SETTINGS.contains(option.longestName())) {
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

    /** Names file and keys in a message on options whose values are from the file. */
    String explain(ParameterException failure, String message) {
        String explained = message;
        for (OptionSpec option : failure.getCommandLine().getCommandSpec().options()) {
            if (defaultValue(option) != null) {
                explained =
                        explained.replaceAll(
                                Pattern.quote(option.longestName()) + "(?![-a-z])",
                                Matcher.quoteReplacement(key(option)));
            }
        }
        return explained.equals(message) ? message : file + ": " + explained;
    }
}
