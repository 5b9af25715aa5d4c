package quietline.streaming.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import quietline.streaming.io.AudioException;
import quietline.streaming.profile.FlightLog.Incident.Kind;

/**
 * Events of the virtual machine that can delay a thread, as recorded during a run by Java's Flight
 * Recorder. Marks at both ends relate the recorder's clock to {@link System#nanoTime}.
 */
final class FlightLog {

    /**
     * One thing the virtual machine did, on the clock of {@link System#nanoTime}.
     *
     * @param detail which collection, operation or method
     */
    record Incident(Kind kind, String detail, long startNanos, long endNanos) {

        /** The kinds, those that stop all threads first. */
        enum Kind {
            COLLECTION("garbage collection", true),
            SAFEPOINT("safepoint", true),
            DEOPTIMISATION("deoptimisation", false),
            COMPILATION("compilation", false);

            final String title;
            final boolean stopsAllThreads;

            Kind(String title, boolean stopsAllThreads) {
                this.title = title;
                this.stopsAllThreads = stopsAllThreads;
            }
        }

        /** Returns how long it overlaps with a span; at least 1 ns if it touches it at all. */
        long overlap(long fromNanos, long toNanos) {
            long common = Math.min(endNanos, toNanos) - Math.max(startNanos, fromNanos);
            return common < 0 ? 0 : Math.max(1, common);
        }
    }

    /** An event that holds the time by {@link System#nanoTime} at which it was committed. */
    @Name("quietline.Mark")
    @StackTrace(false)
    static final class Mark extends Event {
        long nanos;
    }

    private static final int MARKS = 20;
    private static final Duration LONG_COMPILATION = Duration.ofNanos(100_000);

    /** Null if this Java has no recorder. */
    private final Recording recording;

    private FlightLog(Recording recording) {
        this.recording = recording;
    }

    static FlightLog start() {
        try {
            Recording recording = new Recording();
            recording.enable(Mark.class);
            for (String event :
                    List.of(
                            "GarbageCollection",
                            "GCPhasePause",
                            "ExecuteVMOperation",
                            "SafepointBegin")) {
                recording.enable("jdk." + event).withoutThreshold();
            }
            recording.enable("jdk.Compilation").withThreshold(LONG_COMPILATION);
            recording.enable("jdk.Deoptimization").withoutStackTrace();
            recording.start();
            mark();
            return new FlightLog(recording);
        } catch (IllegalStateException | LinkageError | SecurityException e) {
            return new FlightLog(null);
        }
    }

    private static void mark() {
        for (int i = 0; i < MARKS; i++) {
            Mark mark = new Mark();
            mark.nanos = System.nanoTime();
            mark.commit();
        }
    }

    /** Ends the recording. Returns what happened, or null if this Java has no recorder. */
    List<Incident> stop() throws IOException {
        if (recording == null) {
            return null;
        }
        mark();
        try (recording) {
            recording.stop();
            Path file = temporaryFile();
            try {
                recording.dump(file);
                return incidents(RecordingFile.readAllEvents(file));
            } finally {
                Files.delete(file);
            }
        }
    }

    private static Path temporaryFile() throws IOException {
        try {
            return Files.createTempFile("quietline-profile", ".jfr");
        } catch (IOException e) {
            throw new AudioException(
                    System.getProperty("java.io.tmpdir"),
                    "cannot create temporary files here; name another folder by"
                            + " QUIETLINE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER");
        }
    }

    /**
     * Finds the difference of the clocks by the marks: each was read by {@link System#nanoTime}
     * first and by the recorder then; the pair that lies closest counts.
     */
    private static List<Incident> incidents(List<RecordedEvent> events) {
        long shift = Long.MIN_VALUE;
        Map<Long, String> collections = new HashMap<>();
        for (RecordedEvent event : events) {
            switch (event.getEventType().getName()) {
                case "quietline.Mark" ->
                        shift =
                                Math.max(
                                        shift,
                                        event.getLong("nanos") - nanos(event.getStartTime()));
                case "jdk.GarbageCollection" ->
                        collections.put(
                                event.getLong("gcId"),
                                event.getString("name") + ", " + event.getString("cause"));
                default -> {}
            }
        }
        List<Incident> incidents = new ArrayList<>();
        for (RecordedEvent event : events) {
            Kind kind = kind(event);
            if (kind != null) {
                long start = nanos(event.getStartTime()) + shift;
                long end = nanos(event.getEndTime()) + shift;
                incidents.add(new Incident(kind, detail(event, collections), start, end));
            }
        }
        return incidents;
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private static Kind kind(RecordedEvent event) {
        return switch (event.getEventType().getName()) {
            case "jdk.GCPhasePause" -> Kind.COLLECTION;
            case "jdk.ExecuteVMOperation" -> event.getBoolean("safepoint") ? Kind.SAFEPOINT : null;
            case "jdk.SafepointBegin" -> Kind.SAFEPOINT;
            case "jdk.Compilation" -> Kind.COMPILATION;
            case "jdk.Deoptimization" -> Kind.DEOPTIMISATION;
            default -> null;
        };
    }

    private static String detail(RecordedEvent event, Map<Long, String> collections) {
        return switch (event.getEventType().getName()) {
            case "jdk.GCPhasePause" ->
                    collections.getOrDefault(event.getLong("gcId"), event.getString("name"));
            case "jdk.ExecuteVMOperation" -> event.getString("operation");
            case "jdk.SafepointBegin" -> "stopping all threads";
            case "jdk.Compilation" -> method(event.getValue("method"));
            default -> method(event.getValue("method")) + ", " + event.getString("reason");
        };
    }

    private static String method(RecordedMethod method) {
        if (method == null) {
            return "unknown method";
        }
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }
}
