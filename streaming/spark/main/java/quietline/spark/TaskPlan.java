package quietline.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import quietline.streaming.batch.RecordingNames;

/**
 * Divides recordings among tasks by their sizes, so that a task takes less than about a minute
 * unless one recording does. Long ones begin first.
 */
final class TaskPlan {

    /** Half a minute of work with SIMD for 16 kHz in 16 bits, two without. */
    private static final long MOST_BYTES = 256L << 20;

    /** Reading, writing and naming a file takes as long as enhancing so many bytes. */
    private static final long BYTES_PER_FILE = 512 << 10;

    /** How much more sound a byte of a compressed recording holds than one of a WAV. */
    private static final int COMPRESSION = 10;

    /** With more tasks than cores, no core is left with the last of them. */
    private static final int TASKS_PER_CORE = 4;

    private TaskPlan() {}

    static List<List<FoundRecording>> of(List<FoundRecording> recordings, int cores) {
        long all = recordings.stream().mapToLong(TaskPlan::work).sum();
        long most = Math.min(MOST_BYTES, all / ((long) TASKS_PER_CORE * cores) + 1);
        List<List<FoundRecording>> tasks = new ArrayList<>();
        long left = 0;
        for (FoundRecording recording : longestFirst(recordings)) {
            if (tasks.isEmpty() || left < work(recording)) {
                tasks.add(new ArrayList<>());
                left = most;
            }
            tasks.get(tasks.size() - 1).add(recording);
            left -= work(recording);
        }
        return tasks;
    }

    private static List<FoundRecording> longestFirst(List<FoundRecording> recordings) {
        return recordings.stream()
                .sorted(Comparator.comparingLong(TaskPlan::work).reversed())
                .toList();
    }

    /** The work that a recording means, in bytes of a WAV. */
    private static long work(FoundRecording recording) {
        boolean plain = RecordingNames.promisesWav(Path.of(recording.name()));
        return recording.bytes() * (plain ? 1 : COMPRESSION) + BYTES_PER_FILE;
    }
}
