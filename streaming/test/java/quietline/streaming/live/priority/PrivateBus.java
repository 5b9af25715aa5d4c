package quietline.streaming.live.priority;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;

/** A D-Bus daemon of the test's own, and on it, if wanted, a service that acts as RealtimeKit. */
final class PrivateBus implements AutoCloseable {

    private static final String CONFIGURATION =
            """
            <busconfig>
              <listen>unix:path=%s</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*"/>
                <allow receive_sender="*"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """;

    /** The methods of RealtimeKit that raise a thread's priority. */
    @DBusInterfaceName(RealtimeKit.NAME)
    public interface Service extends DBusInterface {
        void MakeThreadRealtime(UInt64 thread, UInt32 priority);

        void MakeThreadHighPriority(UInt64 thread, int nice);
    }

    final List<String> calls = new CopyOnWriteArrayList<>();

    /** The message of its refusals of real-time priority, or null. */
    volatile String refusal;

    private final Path socket;
    private final Process daemon;
    private DBusConnection connection;

    /** Skips the test if there is no daemon. */
    PrivateBus(Path folder) throws IOException {
        socket = folder.resolve("bus");
        Path file = Files.writeString(folder.resolve("bus.conf"), CONFIGURATION.formatted(socket));
        List<String> line = List.of("dbus-daemon", "--nofork", "--print-address");
        List<String> arguments = new ArrayList<>(line);
        arguments.add("--config-file=" + file);
        daemon = start(arguments);
        // It prints its address when it listens.
        assertNotNull(daemon.inputReader().readLine());
    }

    private static Process start(List<String> line) {
        try {
            return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            return abort("needs " + line.get(0) + ", for example of Debian's package dbus-daemon");
        }
    }

    Map<String, String> environment() {
        return Map.of("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + socket + ",guid=1;unix:path=/none");
    }

    Path socket() {
        return socket;
    }

    /** Starts the service; properties are integers of 32 bits, and one of 64. */
    void serve(int mostPriority, int leastNice) throws DBusException {
        connection =
                DBusConnectionBuilder.forAddress("unix:path=" + socket).withShared(false).build();
        connection.requestBusName(RealtimeKit.NAME);
        Map<String, Object> properties =
                Map.of(
                        "RTTimeUSecMax",
                        200_000L,
                        "MaxRealtimePriority",
                        mostPriority,
                        "MinNiceLevel",
                        leastNice);
        connection.exportObject("/org/freedesktop/RealtimeKit1", new Answers(properties));
    }

    private final class Answers implements Service, Properties {

        private final Map<String, Object> properties;

        Answers(Map<String, Object> properties) {
            this.properties = properties;
        }

        @Override
        public void MakeThreadRealtime(UInt64 thread, UInt32 priority) {
            calls.add("real-time %s at %s".formatted(thread, priority));
            if (refusal != null) {
                throw new DBusExecutionException(refusal);
            }
        }

        @Override
        public void MakeThreadHighPriority(UInt64 thread, int nice) {
            calls.add("nice %s at %d".formatted(thread, nice));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> A Get(String owner, String name) {
            return (A) properties.get(name);
        }

        @Override
        public <A> void Set(String owner, String name, A value) {
            throw new DBusExecutionException("read only");
        }

        @Override
        public Map<String, Variant<?>> GetAll(String owner) {
            return Map.of();
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public String getObjectPath() {
            return "/org/freedesktop/RealtimeKit1";
        }
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
        daemon.destroy();
        daemon.onExit().join();
    }
}
