package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the files of a package beside the program: manual pages, completion, a systemd unit. */
final class PackageFiles {

    private PackageFiles() {}

    /** Expects the folder in which the package is built, and the program's path once installed. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        CommandLine line = QuietlineCommand.withCommands(new CommandLine(new QuietlineCommand()));
        pages(folder.resolve("share/man/man1"), line.getCommandSpec());
        write(
                folder.resolve("share/bash-completion/completions/quietline"),
                AutoComplete.bash("quietline", line));
        write(
                folder.resolve("lib/systemd/user/quietline.service"),
                ServiceFile.unit(List.of(args[1], "live", "--quiet"), Map.of(), List.of()));
    }

    private static void pages(Path folder, CommandSpec command) throws IOException {
        String version = String.join(" ", new Version().getVersion()).replaceAll(" \\(.*", "");
        write(folder.resolve(ManPage.name(command) + ".1"), ManPage.of(command, version));
        for (CommandLine each : command.subcommands().values()) {
            if (!each.getCommandName().equals("help")) {
                pages(folder, each.getCommandSpec());
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
