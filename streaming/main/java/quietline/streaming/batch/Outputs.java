package quietline.streaming.batch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

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
