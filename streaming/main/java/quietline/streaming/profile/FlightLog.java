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
import java.util.Optional;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the virtual machine did during a run, by Java's own Flight Recorder: only events that can
 * hold a thread up. Marks at both ends tell the recorder's time from ours.
 */
final class FlightLog {

    /** What the recorder calls now, and what we do. */
    @Name("quietline.Mark")
    @StackTrace(false)
    static final class Mark extends Event {
        long nanos;
    }

    private static final int MARKS = 20;
    private static final Duration LONG_COMPILATION = Duration.ofNanos(100_000);

    private final Recording recording;

    private FlightLog(Recording recording) {
        this.recording = recording;
    }

    /** Empty where this Java has no recorder, or it does not start. */
    static Optional<FlightLog> start() {
        try {
            Recording recording = new Recording();
            recording.setName("quietline profile");
            recording.enable(Mark.class);
            recording.enable("jdk.GarbageCollection").withoutThreshold();
            recording.enable("jdk.GCPhasePause").withoutThreshold();
            recording.enable("jdk.ExecuteVMOperation").withoutThreshold();
            recording.enable("jdk.SafepointBegin").withoutThreshold();
            recording.enable("jdk.Compilation").withThreshold(LONG_COMPILATION);
            recording.enable("jdk.Deoptimization").withoutStackTrace();
            recording.start();
            mark();
            return Optional.of(new FlightLog(recording));
        } catch (IllegalStateException | LinkageError | SecurityException e) {
            return Optional.empty();
        }
    }

    private static void mark() {
        for (int i = 0; i < MARKS; i++) {
            Mark mark = new Mark();
            mark.nanos = System.nanoTime();
            mark.commit();
        }
    }

    /** Ends the recording and tells what happened. */
    List<Incident> stop() throws IOException {
        mark();
        Path file = TemporaryFolder.file(".jfr");
        try (recording) {
            recording.stop();
            recording.dump(file);
            return incidents(RecordingFile.readAllEvents(file));
        } finally {
            Files.delete(file);
        }
    }

    private static List<Incident> incidents(List<RecordedEvent> events) {
        long shift = shift(events);
        Map<Long, String> collections = new HashMap<>();
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals("jdk.GarbageCollection")) {
                collections.put(
                        event.getLong("gcId"),
                        event.getString("name") + ", " + event.getString("cause"));
            }
        }
        List<Incident> incidents = new ArrayList<>();
        for (RecordedEvent event : events) {
            Incident.Kind kind = kind(event);
            if (kind != null) {
                incidents.add(
                        new Incident(
                                kind,
                                detail(event, collections),
                                nanos(event.getStartTime()) + shift,
                                nanos(event.getEndTime()) + shift));
            }
        }
        return incidents;
    }

    /**
     * From the recorder's time to {@link System#nanoTime}, by the mark between whose two readings
     * least time went by: the recorder's is always the later.
     */
    private static long shift(List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("quietline.Mark"))
                .mapToLong(event -> event.getLong("nanos") - nanos(event.getStartTime()))
                .max()
                .orElseThrow();
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private static Incident.Kind kind(RecordedEvent event) {
        return switch (event.getEventType().getName()) {
            case "jdk.GCPhasePause" -> Incident.Kind.COLLECTION;
            case "jdk.ExecuteVMOperation" ->
                    event.getBoolean("safepoint") ? Incident.Kind.SAFEPOINT : null;
            case "jdk.SafepointBegin" -> Incident.Kind.SAFEPOINT;
            case "jdk.Compilation" -> Incident.Kind.COMPILATION;
            case "jdk.Deoptimization" -> Incident.Kind.DEOPTIMISATION;
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
            return "a method";
        }
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }
}
