package quietline.streaming.batch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.SoundFormat;

/**
 * The files that a job writes.
 *
 * @param enhanced null for stdout
 * @param removed the removed part, where enhanced + removed = input; null if not wanted
 * @param plot the picture of spectrograms before and after; null if not wanted
 */
public record Outputs(Path enhanced, Path removed, Path plot) {

    enum Role {
        ENHANCED,
        REMOVED,
        PLOT
    }

    public String name() {
        return enhanced == null ? "stdout" : enhanced.toString();
    }

    /** The format of the enhanced file; empty for stdout and pipes, and if its name says none. */
    Optional<SoundFormat> format() {
        return format(enhanced);
    }

    private static Optional<SoundFormat> format(Path file) {
        return file == null || FileKind.of(file).isStream()
                ? Optional.empty()
                : SoundFormat.of(file);
    }

    /** The first file that holds pictures beside its sound. */
    Optional<Path> video() {
        return Stream.of(enhanced, removed)
                .filter(file -> format(file).filter(SoundFormat::isVideo).isPresent())
                .findFirst();
    }

    Collection<Path> files() {
        return byRole().values();
    }

    Map<Role, Path> byRole() {
        Map<Role, Path> files = new EnumMap<>(Role.class);
        files.put(Role.ENHANCED, enhanced);
        files.put(Role.REMOVED, removed);
        files.put(Role.PLOT, plot);
        files.values().removeIf(file -> file == null);
        return files;
    }
}
