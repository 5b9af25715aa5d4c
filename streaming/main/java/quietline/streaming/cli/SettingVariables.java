package quietline.streaming.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The environment variables of settings: {@code QUIETLINE_LIVE_LATENCY} is live.latency. */
final class SettingVariables {

    private SettingVariables() {}

    private static String name(String key) {
        return "QUIETLINE_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** Returns the names of the variables that are set and not blank, by key. */
    static Map<String, String> set(Map<String, String> environment, Set<String> keys) {
        Map<String, String> set = new TreeMap<>();
        for (String key : keys) {
            if (!environment.getOrDefault(name(key), "").isBlank()) {
                set.put(key, name(key));
            }
        }
        return set;
    }

    /** Returns a line about each variable whose name was probably mistyped. */
    static List<String> mistyped(Map<String, String> environment, Set<String> keys) {
        Set<String> known = keys.stream().map(SettingVariables::name).collect(Collectors.toSet());
        Set<String> commands =
                keys.stream()
                        .map(key -> name(key.replaceFirst("\\..*", ".")))
                        .collect(Collectors.toSet());
        return environment.keySet().stream()
                .filter(name -> !known.contains(name))
                .filter(name -> commands.stream().anyMatch(name::startsWith))
                .flatMap(
                        name ->
                                Spelling.nearest(name, known).stream()
                                        .map(
                                                meant ->
                                                        name
                                                                + " is unknown: did you mean "
                                                                + meant
                                                                + "?"))
                .sorted()
                .toList();
    }
}
