package quietline.examples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import quietline.voice.VoiceStream;

/** Plays the default microphone without its noise; use headphones. */
public final class JavaSoundLoop {

    private static final AudioFormat FORMAT = new AudioFormat(48000, 16, 1, true, false);
    private static final int PACKET_BYTES = 960;

    private JavaSoundLoop() {}

    public static void main(String[] arguments) throws LineUnavailableException {
        try (TargetDataLine microphone = AudioSystem.getTargetDataLine(FORMAT);
                SourceDataLine speaker = AudioSystem.getSourceDataLine(FORMAT)) {
            microphone.open(FORMAT);
            speaker.open(FORMAT);
            microphone.start();
            speaker.start();
            run(microphone, speaker);
        }
    }

    static void run(TargetDataLine microphone, SourceDataLine speaker) {
        byte[] packet = new byte[PACKET_BYTES];
        ByteBuffer samples = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
        try (VoiceStream stream = VoiceStream.builder().sampleRate(48000).build()) {
            int count = microphone.read(packet, 0, packet.length);
            while (count > 0) {
                samples.position(0).limit(count);
                stream.process(samples, samples);
                speaker.write(packet, 0, count);
                count = microphone.read(packet, 0, packet.length);
            }
        }
    }
}
