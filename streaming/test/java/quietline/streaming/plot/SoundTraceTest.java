package quietline.streaming.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class SoundTraceTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void usesConstantMemory() {
        SoundTrace trace = new SoundTrace("x", 8000, 2);
        float[] minute = new float[2 * 60 * 8000];
        trace.add(minute, 0, minute.length);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 30; i++) {
            trace.add(minute, 0, minute.length);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        // Tolerates allocations of the JVM; one double per column would exceed this.
        assertTrue(allocated < 10_000, allocated + " bytes");
        assertEquals(31 * 60, trace.finish().seconds());
        assertTrue(trace.spectrum().count() <= SpectrumColumns.MOST_COLUMNS);
    }

    /** A full-scale tone has 0 dB at any sample rate, also after columns were merged. */
    @Test
    void measuresLevelOfSine() {
        for (int rate : new int[] {8000, 16_000, 44_100, 192_000}) {
            SoundTrace trace = new SoundTrace("x", rate, 1);
            // The centre of a row.
            double hertz = 20 / trace.spectrum().rowOf(1);
            float[] tone = new float[14 * rate];
            for (int i = 0; i < tone.length; i++) {
                tone[i] = (float) Math.sin(2 * Math.PI * hertz * i / rate);
            }
            trace.add(tone, 0, tone.length);
            trace.finish();
            float power = trace.spectrum().power(trace.spectrum().count() / 2, 20);
            assertEquals(0, DecibelScale.decibels(power), 0.01, rate + " Hz");
        }
    }

    @Test
    void supportsEverySampleRate() {
        for (int rate : new int[] {1, 100, 8000, 11_025, 48_000, 768_000}) {
            SoundTrace trace = new SoundTrace("x", rate, 1);
            trace.add(new float[5000], 0, 5000);
            trace.finish();
            assertTrue(trace.spectrum().rows() <= 257, rate + " Hz");
            double last = trace.spectrum().columnOf(4999);
            assertEquals(trace.spectrum().count() - 1, Math.floor(last), rate + " Hz");
            assertEquals(trace.spectrum().count(), trace.waveform().count(), rate + " Hz");
        }
    }
}
