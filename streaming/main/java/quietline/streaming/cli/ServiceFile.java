package quietline.streaming.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a systemd unit that starts a command at login. */
final class ServiceFile {

    private static final String MARKER =
            "# Written by 'quietline live --install'; 'quietline live --uninstall' removes it.";

    private ServiceFile() {}

    static boolean isOwn(String text) {
        return text.startsWith(MARKER);
    }

    /** Returns the unit as the option --install writes it, which --uninstall recognises. */
    static String text(
            List<String> arguments, Map<String, String> environment, List<String> before) {
        return MARKER + "\n" + unit(arguments, environment, before);
    }

    /**
     * @param arguments the absolute path of the program, and its arguments
     * @param before units that start before it
     */
    static String unit(
            List<String> arguments, Map<String, String> environment, List<String> before) {
        StringBuilder text = new StringBuilder("[Unit]\n");
        text.append("Description=Quietline takes the noise out of the microphone\n");
        if (!before.isEmpty()) {
            String units = String.join(" ", before);
            text.append("Wants=" + units + "\nAfter=" + units + "\n");
        }
        text.append("\n[Service]\n");
        environment.forEach(
                (name, value) -> text.append("Environment=" + quoted(name + "=" + value) + "\n"));
        // systemd replaces variables in arguments, but not in the program's path.
        String program = quoted(arguments.get(0));
        String line =
                arguments.stream()
                        .skip(1)
                        .map(argument -> quoted(argument).replace("$", "$$"))
                        .collect(Collectors.joining(" ", program + " ", "\n"));
        text.append("ExecStart=" + line);
        // Slow enough that systemd never gives up.
        text.append("Restart=on-failure\nRestartSec=5\n");
        // Java ends so when systemd stops it.
        text.append("SuccessExitStatus=143\n");
        return text.append("\n[Install]\nWantedBy=default.target\n").toString();
    }

    /** Quotes a word as systemd reads it. */
    private static String quoted(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : word.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '%') {
                quoted.append("%%");
            } else if (c < ' ' || c == 127) {
                quoted.append("\\x%02x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
