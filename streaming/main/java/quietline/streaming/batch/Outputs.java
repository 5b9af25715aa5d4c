package quietline.streaming.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a job writes.
 *
 * @param enhanced null for stdout
 * @param removed the removed part, where enhanced + removed = input; null if not wanted
 * @param plot the picture of spectrograms before and after; null if not wanted
 */
public record Outputs(Path enhanced, Path removed, Path plot) {

    public String name() {
        return enhanced == null ? "stdout" : enhanced.toString();
    }

    List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path file : new Path[] {enhanced, removed, plot}) {
            if (file != null) {
                files.add(file);
            }
        }
        return files;
    }
}
