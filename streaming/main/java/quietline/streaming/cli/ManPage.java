package quietline.streaming.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of a command, in roff, from the same texts as its help. */
final class ManPage {

    private static final String ROOT_SECTIONS =
            """
            .SH ENVIRONMENT
            .TP
            .B QUIETLINE_JAVA_OPTS
            Options of Java, such as \\-Xmx256m.
            .SH FILES
            .TP
            .I ~/.config/quietline/config.properties
            Settings; see
            .BR quietline\\-config (1).
            """;

    private final CommandSpec command;
    private final Help help;
    private final StringBuilder text = new StringBuilder();

    private ManPage(CommandSpec command) {
        this.command = command;
        command.usageMessage().autoWidth(false).width(10_000);
        this.help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
    }

    /** Returns quietline-enhance for the command {@code quietline enhance}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    static String of(CommandSpec command, String version) {
        return new ManPage(command).write(version);
    }

    private String write(String version) {
        String name = name(command);
        text.append(
                ".TH \"%s\" 1 \"\" \"%s\"\n"
                        .formatted(roff(name).toUpperCase(Locale.ROOT), roff(version)));
        String[] description = command.usageMessage().description();
        section("NAME");
        text.append(roff(name) + " \\- " + roff(description[0]) + "\n");
        section("SYNOPSIS");
        text.append(roff(help.synopsis(0).strip()) + "\n");
        section("DESCRIPTION");
        text.append(
                Stream.of(description).map(ManPage::roff).collect(Collectors.joining("\n.PP\n")));
        text.append('\n');
        section("OPTIONS");
        command.positionalParameters().forEach(this::argument);
        command.options().forEach(this::argument);
        commands();
        Map<String, String> codes = command.usageMessage().exitCodeList();
        if (!codes.isEmpty()) {
            section("EXIT STATUS");
            codes.forEach((code, meaning) -> entry(bold(code), meaning));
        }
        footer();
        if (command.parent() == null) {
            section("EXIT STATUS");
            text.append(".nf\n" + roff(HelpTopics.CODES) + ".fi\n");
            text.append(ROOT_SECTIONS);
        }
        return text.append(seeAlso()).toString();
    }

    private void section(String heading) {
        text.append(".SH " + heading + "\n");
    }

    private void argument(ArgSpec argument) {
        if (argument.hidden()) {
            return;
        }
        String label =
                help.createDefaultParamLabelRenderer()
                        .renderParameterLabel(argument, Ansi.OFF, List.of())
                        .toString();
        String names =
                argument instanceof OptionSpec option
                        ? Stream.of(option.names())
                                .map(ManPage::bold)
                                .collect(Collectors.joining(", "))
                        : "";
        entry(names + "\\fI" + roff(label) + "\\fR", String.join(" ", argument.description()));
    }

    private void commands() {
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
            for (CommandLine each : command.subcommands().values()) {
                entry(
                        bold(each.getCommandName()),
                        each.getCommandSpec().usageMessage().description()[0]);
            }
        }
    }

    private void entry(String term, String meaning) {
        text.append(".TP\n" + term + "\n" + roff(meaning) + "\n");
    }

    private void footer() {
        String[] lines = command.usageMessage().footer();
        String heading = command.usageMessage().footerHeading().replaceAll("%n|:", "");
        if (!heading.isEmpty()) {
            section(roff(heading).toUpperCase(Locale.ROOT));
            text.append(".nf\n");
            Stream.of(lines).forEach(line -> text.append(roff(line) + "\n"));
            text.append(".fi\n");
        }
    }

    /** Names the page above this one, or those below. */
    private String seeAlso() {
        Stream<String> pages =
                command.parent() != null
                        ? Stream.of(name(command.parent()))
                        : command.subcommands().values().stream()
                                .map(each -> name(each.getCommandSpec()))
                                .filter(each -> !each.endsWith("-help"));
        return pages.map(page -> ".BR " + roff(page) + " (1)")
                .collect(Collectors.joining(",\n", ".SH SEE ALSO\n", "\n"));
    }

    private static String bold(String word) {
        return "\\fB" + roff(word) + "\\fR";
    }

    /** Escapes what roff would understand as its own. */
    private static String roff(String text) {
        String plain =
                text.replace("%n", "").replace("%%", "%").replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
