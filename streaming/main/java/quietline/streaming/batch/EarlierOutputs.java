package quietline.streaming.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells the outputs of earlier runs from recordings, by the record of their origin. */
final class EarlierOutputs {

    private EarlierOutputs() {}

    static boolean isOutput(Path file) {
        try {
            return Origin.read(file).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Returns the files that were made, directly or not, from another one. A file that was made
     * from a recording elsewhere is not among them: someone may want to enhance it again.
     */
    static Set<Path> among(Collection<Path> files) {
        Map<Path, Origin> made = new HashMap<>();
        Set<String> names = new HashSet<>();
        Set<String> sources = new HashSet<>();
        for (Path file : files) {
            names.add(Origin.nameHash(file));
            try {
                Origin.read(file)
                        .ifPresentOrElse(
                                origin -> made.put(file, origin),
                                () -> sources.add(Origin.nameHash(file)));
            } catch (IOException unreadable) {
                // Opening it reports it better.
            }
        }
        Set<Path> outputs = new HashSet<>();
        boolean more = true;
        while (more) {
            more =
                    made.entrySet()
                            .removeIf(
                                    entry -> {
                                        Path file = entry.getKey();
                                        String input = entry.getValue().input();
                                        boolean beside =
                                                names.contains(input)
                                                        && !input.equals(Origin.nameHash(file));
                                        return (beside || sources.contains(input))
                                                && outputs.add(file);
                                    });
            outputs.forEach(output -> sources.add(Origin.nameHash(output)));
        }
        return outputs;
    }
}
