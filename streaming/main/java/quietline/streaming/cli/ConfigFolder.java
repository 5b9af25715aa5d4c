package quietline.streaming.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The user's folder for settings, by the XDG base directory specification. */
final class ConfigFolder {

    private ConfigFolder() {}

    /**
     * Returns null if the environment names neither the folder nor a home, or one whose name cannot
     * be read in this locale.
     */
    static Path of(Map<String, String> environment) {
        try {
            return named(environment);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static Path named(Map<String, String> environment) {
        String named = environment.get("XDG_CONFIG_HOME");
        // The specification says to ignore relative paths.
        if (named != null && Path.of(named).isAbsolute()) {
            return Path.of(named);
        }
        String home = environment.getOrDefault("HOME", environment.get("USERPROFILE"));
        return home == null || home.isEmpty() ? null : Path.of(home, ".config");
    }
}
