package quietline.streaming.live.device;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sound server with microphones, at first only "mic", one speaker "spk" and its monitor. It
 * answers commands and stores audio to play; tests send events on the latest connection.
 */
class FakeSoundServer implements AutoCloseable {

    static final int STREAM = 3;
    static final int NO_ENTITY = 5;
    private static final int HARDWARE = 4;

    /** The index of the source that a module has made. */
    static final int OWN_SOURCE = 9;

    final PulseAddress address;
    final List<Integer> commands = new CopyOnWriteArrayList<>();
    final AtomicInteger packets = new AtomicInteger();
    final List<Float> played = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> loaded = new LinkedBlockingQueue<>();
    final List<Integer> unloaded = new CopyOnWriteArrayList<>();
    final Map<Integer, String> modules;

    /** Sources from which programs record, and whether these are paused; another is always. */
    final Map<Integer, Boolean> recordings = new ConcurrentHashMap<>(Map.of(1, false));

    final List<String> microphones = new CopyOnWriteArrayList<>(List.of("mic"));
    volatile String defaultMicrophone = "mic";
    final List<String> speakers = new CopyOnWriteArrayList<>(List.of("spk"));
    volatile String defaultSpeaker = "spk";

    /** The devices that streams have named, "null" if none. */
    final List<String> openedOn = new CopyOnWriteArrayList<>();

    /** The device on which it opens streams that name none. */
    volatile String placedOn;

    private final ServerSocketChannel listener;
    private final Thread welcoming;
    private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();
    private volatile SocketChannel client;
    volatile boolean ownSourceGone;
    private volatile CountDownLatch awake = new CountDownLatch(0);

    FakeSoundServer(Path folder) throws IOException {
        this(folder, Map.of(0, "socket=here"));
    }

    FakeSoundServer(Path folder, Map<Integer, String> modules) throws IOException {
        this.modules = modules;
        address = new PulseAddress(folder.resolve("native"), null);
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(address.socket()));
        welcoming = start(this::welcome);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "fake sound server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void welcome() {
        try {
            while (true) {
                SocketChannel next = listener.accept();
                clients.add(next);
                client = next;
                greet();
                start(() -> serve(next));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(SocketChannel from) {
        try (from) {
            while (true) {
                ByteBuffer head = receive(from, 20);
                ByteBuffer payload = receive(from, head.getInt(0));
                awake.await();
                if (head.getInt(4) == -1) {
                    answer(from, new PulseValues(payload, "test"));
                } else {
                    packets.incrementAndGet();
                    payload.order(ByteOrder.LITTLE_ENDIAN);
                    while (payload.hasRemaining()) {
                        played.add(payload.getFloat());
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client has disconnected.
        }
    }

    /** Stops handling commands until {@link #wake}. */
    void freeze() {
        awake = new CountDownLatch(1);
    }

    void wake() {
        awake.countDown();
    }

    /** Called when a client connects. */
    void greet() throws IOException {}

    void raw(byte[] bytes) throws IOException {
        client.write(ByteBuffer.wrap(bytes));
    }

    private static ByteBuffer receive(SocketChannel from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (from.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }

    private void answer(SocketChannel from, PulseValues asked) throws IOException {
        int command = asked.number();
        commands.add(command);
        int tag = asked.number();
        PulseCommand reply = new PulseCommand(PulseCommand.REPLY, tag);
        switch (command) {
            case PulseCommand.AUTHENTICATE -> reply.number(35);
            case PulseCommand.GET_SERVER_INFO -> serverInfo(reply);
            case PulseCommand.GET_SOURCE_INFO, PulseCommand.GET_SINK_INFO -> {
                boolean gone = asked.number() == OWN_SOURCE && ownSourceGone;
                String name = asked.text();
                if (gone || "none".equals(name)) {
                    send(from, -1, refusal(tag));
                    return;
                }
                String found = name == null ? defaultMicrophone : name;
                int monitored = found.endsWith(".monitor") ? 0 : PulseCommand.NONE;
                device(reply, 0, maker(found), found, "Microphone", monitored);
            }
            case PulseCommand.GET_SOURCE_INFO_LIST -> {
                device(reply, "spk.monitor", "Monitor of Speaker", 0);
                for (String microphone : microphones) {
                    device(reply, microphone, "Microphone", PulseCommand.NONE);
                }
                if (!loaded.isEmpty()) {
                    int module = 40 + loaded.size();
                    device(reply, OWN_SOURCE, module, "made", "Made", PulseCommand.NONE);
                }
            }
            case PulseCommand.GET_SOURCE_OUTPUT_INFO_LIST ->
                    recordings.forEach((source, paused) -> recording(reply, source, paused));
            case PulseCommand.GET_SINK_INFO_LIST ->
                    speakers.forEach(speaker -> device(reply, speaker, "Speaker", 1));
            case PulseCommand.CREATE_RECORD_STREAM ->
                    place(reply.number(STREAM).number(0).number(1 << 22).number(960), asked);
            case PulseCommand.CREATE_PLAYBACK_STREAM -> {
                reply.number(STREAM).number(0).number(192_000).number(1 << 22);
                place(reply.number(192_000).number(4).number(960), asked);
            }
            case PulseCommand.GET_MODULE_INFO -> {
                int module = asked.number();
                if (!modules.containsKey(module)) {
                    send(from, -1, refusal(tag));
                    return;
                }
                reply.number(module).text("module").text(modules.get(module)).number(0);
            }
            case PulseCommand.GET_MODULE_INFO_LIST -> {
                for (Map.Entry<Integer, String> module : modules.entrySet()) {
                    reply.number(module.getKey()).text("module").text(module.getValue());
                    reply.number(0).flags(false);
                }
            }
            case PulseCommand.LOAD_MODULE -> {
                loaded.add(asked.text() + " " + asked.text());
                reply.number(40 + loaded.size());
            }
            case PulseCommand.UNLOAD_MODULE -> unloaded.add(asked.number());
            default -> reply.number(0);
        }
        send(from, -1, reply.payload());
    }

    /** The module that has made this source. */
    private int maker(String source) {
        return modules.entrySet().stream()
                .filter(module -> module.getValue().contains("source_name=" + source))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(PulseCommand.NONE);
    }

    private void serverInfo(PulseCommand reply) {
        reply.text("fake").text("1").text("me").text("here").format(48_000, 1);
        reply.text(defaultSpeaker).text(defaultMicrophone).number(0);
    }

    private void place(PulseCommand reply, PulseValues asked) throws IOException {
        // After format, channels and the device's index.
        String device = asked.skip(3).text();
        openedOn.add("" + device);
        reply.floats(48_000, 1).number(0).text(device == null ? placedOn : device);
    }

    private static ByteBuffer refusal(int tag) {
        return new PulseCommand(PulseCommand.ERROR, tag).number(NO_ENTITY).payload();
    }

    private static void recording(PulseCommand reply, int source, boolean paused) {
        reply.number(0).text("recording").number(-1).number(0).number(source).floats(48_000, 1);
        reply.number(0).number(0).text(null).text("driver").properties(Map.of()).flags(paused);
    }

    private static void device(PulseCommand reply, String name, String words, int related) {
        device(reply, 0, 0, name, words, related);
    }

    private static void device(
            PulseCommand reply, int index, int module, String name, String words, int related) {
        reply.number(index).text(name).text(words).floats(48_000, 1);
        reply.number(module).volume(1).flags(false);
        reply.number(related).text(null).number(0).text("driver").number(HARDWARE);
        reply.properties(Map.of("device.class", "sound", "alsa.card", "7")).number(0);
    }

    /** Tells the client that its stream was moved. */
    void move(int event, String device) throws IOException {
        PulseCommand moved = new PulseCommand(event, -1).number(STREAM).number(1).text(device);
        send(client, -1, moved.payload());
    }

    /** Sends an event to the client. */
    void tell(int command, int... numbers) throws IOException {
        PulseCommand event = new PulseCommand(command, -1);
        for (int number : numbers) {
            event.number(number);
        }
        send(client, -1, event.payload());
    }

    void record(float... sound) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : sound) {
            bytes.putFloat(sample);
        }
        send(client, STREAM, bytes.flip());
    }

    private synchronized void send(SocketChannel to, int stream, ByteBuffer payload)
            throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(20 + payload.remaining());
        packet.putInt(payload.remaining()).putInt(stream).putLong(0).putInt(0);
        packet.put(payload).flip();
        while (packet.hasRemaining()) {
            to.write(packet);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            // It may accept one more client meanwhile.
            welcoming.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SocketChannel each : clients) {
            each.close();
        }
    }
}
