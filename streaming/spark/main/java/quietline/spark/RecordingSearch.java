package quietline.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import quietline.streaming.batch.Input;
import quietline.streaming.batch.OutputNames;
import quietline.streaming.batch.OutputPlan;
import quietline.streaming.batch.RecordingNames;
import quietline.streaming.io.AudioException;

/**
 * Lists recordings, each once: files, whole folders, and patterns such as {@code s3a://raw/2026-*}
 * or {@code s3a://raw/**}. Nothing is opened. Below folders, all names that begin with a dot or an
 * underscore are skipped, and so are the output folder and files named {@code *.enhanced.*}.
 */
final class RecordingSearch {

    private static final Pattern WHOLE_TREE = Pattern.compile("/\\*\\*(/\\*)?$");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");
    private static final String ENHANCED = ".enhanced";

    private final Configuration hadoop;
    private final Path output;
    private final Set<Path> known = new HashSet<>();

    /** Not yet with the names of outputs, but with their own. */
    private final List<FoundRecording> found = new ArrayList<>();

    private RecordingSearch(Configuration hadoop, Path output) throws IOException {
        this.hadoop = hadoop;
        this.output = output.getFileSystem(hadoop).makeQualified(output);
    }

    static List<FoundRecording> find(
            List<String> inputs, Path output, OutputNames names, Configuration hadoop)
            throws IOException {
        RecordingSearch search = new RecordingSearch(hadoop, output);
        for (String input : inputs) {
            search.add(input);
        }
        return search.named(names);
    }

    private void add(String input) throws IOException {
        Path pattern = new Path(WHOLE_TREE.matcher(input).replaceFirst(""));
        FileSystem files = pattern.getFileSystem(hadoop);
        FileStatus[] matches = files.globStatus(files.makeQualified(pattern));
        if (matches == null || matches.length == 0) {
            throw new AudioException(input, "no such file or folder");
        }
        Path base = base(files.makeQualified(pattern), matches);
        for (FileStatus match : matches) {
            if (match.isFile()) {
                add(match, base);
            } else {
                addTree(files, match.getPath(), base);
            }
        }
    }

    /** The folder below which names are kept: the last without wildcards. */
    private static Path base(Path pattern, FileStatus[] matches) {
        Matcher wildcard = WILDCARD.matcher(pattern.toString());
        boolean one = matches.length == 1 && matches[0].getPath().equals(pattern);
        if (one || !wildcard.find()) {
            return matches[0].isFile() ? pattern.getParent() : pattern;
        }
        String fixed = pattern.toString().substring(0, wildcard.start());
        return new Path(fixed.substring(0, fixed.lastIndexOf('/') + 1));
    }

    private void addTree(FileSystem files, Path folder, Path base) throws IOException {
        RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
        while (all.hasNext()) {
            FileStatus file = all.next();
            if (isWanted(file.getPath(), folder)) {
                add(file, base);
            }
        }
    }

    private boolean isWanted(Path file, Path folder) {
        for (Path at = file; !at.equals(folder); at = at.getParent()) {
            if (at.equals(output) || at.getName().startsWith(".") || at.getName().startsWith("_")) {
                return false;
            }
        }
        java.nio.file.Path name = java.nio.file.Path.of(file.getName());
        return RecordingNames.isRecording(name)
                && !RecordingNames.stem(name).toLowerCase(Locale.ROOT).endsWith(ENHANCED);
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
