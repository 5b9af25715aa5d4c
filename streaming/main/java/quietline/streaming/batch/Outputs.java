package quietline.streaming.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job writes.
 *
 * @param enhanced null for stdout
 * @param removed what was taken out, enhanced + removed = input; null where nobody wants it
 * @param plot spectrograms before and after; null where nobody wants them
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
