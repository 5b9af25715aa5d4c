package quietline.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import quietline.streaming.batch.RecordingNames;
import quietline.streaming.io.AudioException;

/**
 * The files and whole folders that an input names, such as {@code s3a://raw/2026-*} or {@code
 * s3a://raw/**}. Below folders, all names that begin with a dot or an underscore are skipped, and
 * so are the output folder and files named {@code *.enhanced.*}.
 *
 * @param base the folder below which names are kept
 * @param matches what the input names itself
 */
record InputTree(Path base, Map<Path, FileStatus> matches, Path output) {

    private static final Pattern WHOLE_TREE = Pattern.compile("/\\*\\*(/\\*)?$");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");
    private static final String ENHANCED = ".enhanced";

    /**
     * @throws AudioException if there is no such file or folder; patterns may match nothing
     */
    static InputTree of(String input, Path output, Configuration hadoop) throws IOException {
        FileSystem files = pattern(input).getFileSystem(hadoop);
        Path pattern = files.makeQualified(pattern(input));
        FileStatus[] matches = files.globStatus(pattern);
        if (matches == null) {
            throw new AudioException(input, "no such file or folder");
        }
        Map<Path, FileStatus> byPath = new LinkedHashMap<>();
        Arrays.stream(matches).forEach(match -> byPath.put(match.getPath(), match));
        Path outputs = output.getFileSystem(hadoop).makeQualified(output);
        return new InputTree(base(pattern, matches), byPath, outputs);
    }

    /** The input as a pattern of Hadoop, in which a folder stands for its whole tree. */
    static Path pattern(String input) {
        String folder = WHOLE_TREE.matcher(input).replaceFirst("");
        return new Path(folder.isEmpty() ? "/" : folder);
    }

    /** The last folder without wildcards. */
    private static Path base(Path pattern, FileStatus[] matches) {
        Matcher wildcard = WILDCARD.matcher(pattern.toString());
        boolean one = matches.length == 1 && matches[0].getPath().equals(pattern);
        if (one || !wildcard.find()) {
            return matches[0].isFile() ? pattern.getParent() : pattern;
        }
        String fixed = pattern.toString().substring(0, wildcard.start());
        return new Path(fixed.substring(0, fixed.lastIndexOf('/') + 1));
    }

    /** Whether a file is a recording of this input. */
    boolean holds(Path file) {
        boolean hidden = false;
        for (Path at = file; at != null; at = at.getParent()) {
            if (at.equals(output) && !at.equals(base)) {
                return false;
            }
            if (matches.containsKey(at)) {
                return at.equals(file) || !hidden && isRecording(file);
            }
            String name = at.getName();
            hidden |= name.startsWith(".") || name.startsWith("_");
        }
        return false;
    }

    private static boolean isRecording(Path file) {
        java.nio.file.Path name = java.nio.file.Path.of(file.getName());
        return RecordingNames.isRecording(name)
                && !RecordingNames.stem(name).toLowerCase(Locale.ROOT).endsWith(ENHANCED);
    }
}
