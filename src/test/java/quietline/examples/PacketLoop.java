package quietline.examples;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import quietline.voice.VoiceStream;

/**
 * Hands on telephone calls without their noise: UDP packets of 20 ms, 8 kHz, 16 bits. An empty
 * packet ends the call.
 */
public final class PacketLoop {

    private static final int PACKET_BYTES = 2 * 8000 / 50;

    private PacketLoop() {}

    static void run(DatagramSocket socket, SocketAddress listener) throws IOException {
        byte[] bytes = new byte[PACKET_BYTES];
        ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try (VoiceStream stream = VoiceStream.builder().sampleRate(8000).build()) {
            socket.receive(packet);
            while (packet.getLength() > 0) {
                samples.position(0).limit(packet.getLength());
                stream.process(samples, samples);
                socket.send(new DatagramPacket(bytes, packet.getLength(), listener));
                packet.setLength(bytes.length);
                socket.receive(packet);
            }
        }
    }
}
