package quietline.tarsosdsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.tarsos.dsp.AudioDispatcher;
import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import be.tarsos.dsp.MultichannelToMono;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import be.tarsos.dsp.io.jvm.AudioDispatcherFactory;
import be.tarsos.dsp.io.jvm.JVMAudioInputStream;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.Enhancer;
import quietline.EnhancerStream;
import quietline.FullBandStream;

class EnhancerProcessorTest {

    private static final File RECORDING = new File("../../samples/fan.wav");
    private static final TarsosDSPAudioFormat MONO =
            new TarsosDSPAudioFormat(16_000, 16, 1, true, false);

    /** Collects the output of the chain. */
    private static final class Collector implements AudioProcessor {

        private float[] heard = {};

        @Override
        public boolean process(AudioEvent event) {
            float[] buffer = event.getFloatBuffer();
            int before = heard.length;
            heard = Arrays.copyOf(heard, before + buffer.length);
            System.arraycopy(buffer, 0, heard, before, buffer.length);
            return true;
        }

        @Override
        public void processingFinished() {}
    }

    private static float[] noise(int samples) {
        Random random = new Random(samples);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = Math.round(3000 * random.nextGaussian()) / 32768f;
        }
        return noise;
    }

    /** Returns the output without the latency at its start and with the rest at its end. */
    private static float[] through(EnhancerProcessor processor, AudioDispatcher dispatcher) {
        Collector collector = new Collector();
        dispatcher.setZeroPadLastBuffer(false);
        dispatcher.addAudioProcessor(processor);
        dispatcher.addAudioProcessor(collector);
        dispatcher.run();
        float[] rest = processor.rest();
        float[] heard = collector.heard;
        int latency = Math.min(processor.latencySamples(), heard.length);
        float[] all = Arrays.copyOf(heard, heard.length + rest.length);
        System.arraycopy(rest, 0, all, heard.length, rest.length);
        return Arrays.copyOfRange(all, latency, all.length);
    }

    private static float[] recording() throws Exception {
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(RECORDING)) {
            ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes());
            float[] recording = new float[bytes.capacity() / 2];
            for (int n = 0; n < recording.length; n++) {
                recording[n] = bytes.order(ByteOrder.LITTLE_ENDIAN).getShort() / 32768f;
            }
            return recording;
        }
    }

    @Test
    void enhancesAFile() throws Exception {
        float[] recording = recording();
        AudioDispatcher dispatcher = AudioDispatcherFactory.fromFile(RECORDING, 1024, 0);
        EnhancerProcessor processor =
                new EnhancerProcessor(Enhancer.create(), dispatcher.getFormat());
        assertEquals(2 * Enhancer.HOP_SAMPLES, processor.latencySamples());
        float[] heard = through(processor, dispatcher);
        // TarsosDSP divides samples by 32767.
        assertArrayEquals(new EnhancerStream(Enhancer.create()).enhance(recording), heard, 1e-3f);
    }

    @ParameterizedTest
    @CsvSource({"256, 16000", "1, 16000", "1000, 16000", "441, 44100", "1024, 48000", "160, 8000"})
    void enhancesALineOfAnyRateInBuffersOfAnySize(int buffer, int rate) {
        float[] recording = noise(rate + 77);
        AudioDispatcher dispatcher =
                new AudioDispatcher(
                        new JVMAudioInputStream(new AudioInputStream(line(recording, rate))),
                        buffer,
                        0);
        EnhancerProcessor processor =
                new EnhancerProcessor(Enhancer.create(), dispatcher.getFormat());
        float[] heard = through(processor, dispatcher);
        FullBandStream stream = new FullBandStream(Enhancer.create(), rate);
        float[] expected = new float[recording.length];
        int ready = stream.push(recording, 0, recording.length, expected, 0);
        stream.flush(expected, ready);
        assertArrayEquals(expected, heard, 1e-3f);
        assertTrue(processor.latencySamples() < 0.07 * rate, processor.latencySamples() + "");
    }

    /** A microphone line of limited length. */
    private static TargetDataLine line(float[] sound, int rate) {
        AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
        int[] at = {0};
        return (TargetDataLine)
                Proxy.newProxyInstance(
                        TargetDataLine.class.getClassLoader(),
                        new Class<?>[] {TargetDataLine.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getFormat" -> format;
                                    case "read" -> {
                                        byte[] into = (byte[]) arguments[0];
                                        int offset = (int) arguments[1];
                                        int count = (int) arguments[2] / 2;
                                        count = Math.min(count, sound.length - at[0]);
                                        for (int i = 0; i < count; i++) {
                                            int sample = Math.round(32768 * sound[at[0]++]);
                                            into[offset + 2 * i] = (byte) sample;
                                            into[offset + 2 * i + 1] = (byte) (sample >> 8);
                                        }
                                        yield count == 0 ? -1 : 2 * count;
                                    }
                                    case "isActive" -> false;
                                    default -> null;
                                });
    }

    @Test
    void startsTheNextStreamAsNew() {
        float[] recording = noise(3000);
        EnhancerProcessor processor = new EnhancerProcessor(Enhancer.create(), MONO);
        AudioEvent event = new AudioEvent(MONO);
        float[] first = recording.clone();
        event.setFloatBuffer(first);
        processor.process(event);
        processor.processingFinished();
        float[] second = recording.clone();
        event.setFloatBuffer(second);
        processor.process(event);
        assertArrayEquals(first, second);
    }

    @Test
    void returnsAStreamShorterThanTheLatencyAsRest() {
        float[] recording = noise(100);
        EnhancerProcessor processor = new EnhancerProcessor(Enhancer.create(), MONO);
        AudioEvent event = new AudioEvent(MONO);
        event.setFloatBuffer(recording.clone());
        processor.process(event);
        processor.processingFinished();
        assertArrayEquals(
                new EnhancerStream(Enhancer.create()).enhance(recording), processor.rest());
    }

    @Test
    void refusesStereoOverlapAndUnsupportedRates() {
        TarsosDSPAudioFormat stereo = new TarsosDSPAudioFormat(16_000, 16, 2, true, false);
        assertRefused("2 channels", () -> new EnhancerProcessor(Enhancer.create(), stereo));
        TarsosDSPAudioFormat slow = new TarsosDSPAudioFormat(4000, 16, 1, true, false);
        assertRefused("4000 Hz", () -> new EnhancerProcessor(Enhancer.create(), slow));
        EnhancerProcessor processor = new EnhancerProcessor(Enhancer.create(), MONO);
        AudioEvent event = new AudioEvent(MONO);
        event.setFloatBuffer(new float[512]);
        event.setOverlap(128);
        assertRefused("overlap by 128", () -> processor.process(event));
        AudioEvent other = new AudioEvent(new TarsosDSPAudioFormat(48_000, 16, 1, true, false));
        other.setFloatBuffer(new float[512]);
        assertRefused("48000 Hz, expected 16000", () -> processor.process(other));
    }

    private static void assertRefused(String why, Executable attempt) {
        String message = assertThrows(RuntimeException.class, attempt).getMessage();
        assertTrue(message.contains(why), message);
    }

    /** A mixer in the chain does not help, so the processor refuses stereo. */
    @Test
    void dispatcherDropsHalfOfAStereoStream() throws Exception {
        AudioFormat stereo = new AudioFormat(16_000, 16, 2, true, false);
        AudioDispatcher dispatcher =
                AudioDispatcherFactory.fromByteArray(new byte[4 * 4096], stereo, 1024, 0);
        Collector collector = new Collector();
        dispatcher.addAudioProcessor(new MultichannelToMono(2, true));
        dispatcher.addAudioProcessor(collector);
        dispatcher.run();
        assertEquals(2048, collector.heard.length);
    }
}
