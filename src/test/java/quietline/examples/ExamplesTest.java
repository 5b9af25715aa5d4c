package quietline.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import quietline.voice.VoiceStream;

/** Runs the examples of this package with noise instead of a microphone or a call. */
class ExamplesTest {

    @Test
    void playsTheMicrophone() {
        byte[] noisy = noise(5000);
        ByteBuffer source = ByteBuffer.wrap(noisy);
        ByteArrayOutputStream played = new ByteArrayOutputStream();
        TargetDataLine microphone =
                line(
                        TargetDataLine.class,
                        (line, method, call) -> {
                            int count = Math.min(source.remaining(), (int) call[2]);
                            source.get((byte[]) call[0], (int) call[1], count);
                            return count;
                        });
        SourceDataLine speaker =
                line(
                        SourceDataLine.class,
                        (line, method, call) -> {
                            played.write((byte[]) call[0], (int) call[1], (int) call[2]);
                            return call[2];
                        });
        JavaSoundLoop.run(microphone, speaker);
        assertArrayEquals(expected(noisy, 48000), played.toByteArray());
    }

    @Test
    @Timeout(60)
    void handsOnACall() throws IOException {
        byte[] noisy = noise(3200);
        InetAddress here = InetAddress.getLoopbackAddress();
        byte[] heard = new byte[noisy.length];
        try (DatagramSocket caller = new DatagramSocket(0, here);
                DatagramSocket loop = new DatagramSocket(0, here)) {
            CompletableFuture<Void> done =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    PacketLoop.run(loop, caller.getLocalSocketAddress());
                                } catch (IOException failure) {
                                    throw new AssertionError(failure);
                                }
                            });
            for (int at = 0; at < noisy.length; at += 320) {
                caller.send(new DatagramPacket(noisy, at, 320, loop.getLocalSocketAddress()));
                DatagramPacket answer = new DatagramPacket(heard, at, 320);
                caller.receive(answer);
                assertEquals(320, answer.getLength());
            }
            caller.send(new DatagramPacket(noisy, 0, loop.getLocalSocketAddress()));
            done.join();
        }
        assertArrayEquals(expected(noisy, 8000), heard);
    }

    private static byte[] expected(byte[] noisy, int sampleRate) {
        ByteBuffer out = ByteBuffer.wrap(noisy.clone()).order(ByteOrder.LITTLE_ENDIAN);
        VoiceStream.builder().sampleRate(sampleRate).build().process(out, out);
        return out.array();
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static <T> T line(Class<T> type, InvocationHandler transfer) {
        ClassLoader loader = type.getClassLoader();
        return type.cast(
                Proxy.newProxyInstance(
                        loader == null ? ClassLoader.getSystemClassLoader() : loader,
                        new Class<?>[] {type},
                        transfer));
    }
}
