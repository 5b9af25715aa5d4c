package quietline.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import quietline.streaming.batch.Input;
import quietline.streaming.batch.OutputNames;
import quietline.streaming.batch.OutputPlan;
import quietline.streaming.io.AudioException;

/** Lists the recordings of all inputs, each once, with the names of their outputs. */
final class RecordingSearch {

    private final Set<Path> known = new HashSet<>();

    /** Not yet with the names of outputs, but with their own. */
    private final List<FoundRecording> found = new ArrayList<>();

    private RecordingSearch() {}

    static List<FoundRecording> find(
            List<String> inputs, Path output, OutputNames names, Configuration hadoop)
            throws IOException {
        RecordingSearch search = new RecordingSearch();
        for (String input : inputs) {
            InputTree tree = InputTree.of(input, output, hadoop);
            if (tree.matches().isEmpty()) {
                throw new AudioException(input, "no such file or folder");
            }
            for (FileStatus match : tree.matches().values()) {
                search.add(match, tree, hadoop);
            }
        }
        return search.named(names);
    }

    private void add(FileStatus match, InputTree tree, Configuration hadoop) throws IOException {
        if (match.isFile()) {
            add(match, tree.base());
            return;
        }
        Storage.forEachFile(
                match.getPath(),
                hadoop,
                file -> {
                    if (tree.holds(file.getPath())) {
                        add(file, tree.base());
                    }
                });
    }

    /**
     * Chooses the recordings among files that a stream has listed.
     *
     * @param arrived new files, for each of the inputs; a file that several of them hold arrives
     *     with each, perhaps at different times, and counts when it does with the first
     */
    static List<FoundRecording> among(
            List<List<FileStatus>> arrived,
            List<String> inputs,
            Path output,
            OutputNames names,
            Configuration hadoop)
            throws IOException {
        RecordingSearch search = new RecordingSearch();
        List<InputTree> earlier = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            InputTree tree = InputTree.of(inputs.get(i), output, hadoop);
            for (FileStatus file : arrived.get(i)) {
                Path path = file.getPath();
                if (tree.holds(path) && earlier.stream().noneMatch(each -> each.holds(path))) {
                    search.add(file, tree.base());
                }
            }
            earlier.add(tree);
        }
        return search.named(names);
    }

    private void add(FileStatus file, Path base) {
        if (known.add(file.getPath())) {
            String relative = base.toUri().relativize(file.getPath().toUri()).getPath();
            found.add(
                    new FoundRecording(
                            file.getPath().toString(),
                            relative,
                            file.getLen(),
                            file.getModificationTime(),
                            false));
        }
    }

    private List<FoundRecording> named(OutputNames names) {
        List<Input> inputs = new ArrayList<>();
        for (FoundRecording each : found) {
            java.nio.file.Path relative = java.nio.file.Path.of(each.output());
            inputs.add(Input.file(relative, relative, Optional.empty()));
        }
        OutputPlan plan = OutputPlan.inFolder(java.nio.file.Path.of(""), inputs, names);
        List<FoundRecording> recordings = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            recordings.add(found.get(i).to(plan.outputFor(inputs.get(i)).toString()));
        }
        return recordings;
    }
}
