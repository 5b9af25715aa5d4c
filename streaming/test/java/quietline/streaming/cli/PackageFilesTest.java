package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The files of a package beside the program. */
class PackageFilesTest {

    @TempDir private Path folder;

    @Test
    void everyCommandHasAPageWithEveryOption() throws IOException {
        PackageFiles.main(new String[] {folder.toString(), "/usr/bin/quietline"});
        check(QuietlineCommand.withCommands(new CommandLine(new QuietlineCommand())));
    }

    private void check(CommandLine line) throws IOException {
        CommandSpec command = line.getCommandSpec();
        Path page = folder.resolve("share/man/man1").resolve(ManPage.name(command) + ".1");
        String text = Files.readString(page);
        for (OptionSpec option : command.options()) {
            String name = "\\fB" + option.longestName().replace("-", "\\-") + "\\fR";
            assertTrue(option.hidden() || text.contains(name), page + " lacks " + name);
        }
        text.lines()
                .filter(row -> row.startsWith("."))
                .forEach(
                        row -> assertTrue(row.matches("\\.(TH|SH|TP|PP|BR|B|I|nf|fi)( .*)?"), row));
        for (CommandLine each : line.getSubcommands().values()) {
            if (!each.getCommandName().equals("help")) {
                check(each);
            }
        }
    }

    @Test
    void theUnitStartsTheInstalledProgram() throws IOException {
        PackageFiles.main(new String[] {folder.toString(), "/usr/bin/quietline"});
        Path unit = folder.resolve("lib/systemd/user/quietline.service");
        List<String> lines = Files.readAllLines(unit);
        assertTrue(
                lines.contains("ExecStart=\"/usr/bin/quietline\" \"live\" \"--quiet\""),
                "" + lines);
        assertEquals("[Unit]", lines.get(0));
        try (Stream<String> words =
                Files.lines(folder.resolve("share/bash-completion/completions/quietline"))) {
            assertTrue(words.anyMatch(word -> word.startsWith("complete -F")));
        }
    }
}
