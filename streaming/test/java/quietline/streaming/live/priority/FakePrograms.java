package quietline.streaming.live.priority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Programs that write down how they are called, or fail. */
record FakePrograms(Path folder) {

    void logs(String name) throws IOException {
        create(name, "echo %s $* >>%s".formatted(name, folder.resolve("log")));
    }

    void fails(String name, String said) throws IOException {
        create(name, "echo \"%s\" >&2; exit 1".formatted(said));
    }

    private void create(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    List<String> log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** The folder as a prefix of names. */
    String prefix() {
        return folder + "/";
    }
}
