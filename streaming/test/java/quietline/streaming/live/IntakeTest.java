package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class IntakeTest {

    /** Drops parts of a slow ramp; no step is higher than the cross-fade's. */
    @Property(tries = 200)
    void countsAndCrossFadesDroppedSamples(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 1200) Integer> drops) {
        FloatRing ring = new FloatRing(32_768, 1);
        float[] ramp = new float[32_768];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
        }
        ring.write(ramp, 0, ramp.length);
        Intake intake = new Intake(ring);
        float[] burst = new float[200];
        long dropped = 0;
        long read = 0;
        float last = 0;
        for (int drop : drops) {
            int before = intake.size();
            int got = intake.drop(drop);
            assertEquals(before - got, intake.size());
            assertTrue(got == 0 || got == drop);
            dropped += got;
            int given = intake.read(burst, 0, burst.length);
            assertEquals(burst.length, given);
            for (int i = 0; i < given; i++) {
                double fastest = 2 + 2.0 * drop / Math.min(128, Math.max(1, drop));
                assertTrue(burst[i] - last <= fastest, "a step of " + (burst[i] - last));
                assertTrue(burst[i] >= last);
                last = burst[i];
            }
            read += given;
            assertEquals(read + dropped - 1, last, "unchanged after the cross-fade");
        }
    }

    @Example
    void joinsDropsWithoutReadInBetween() {
        FloatRing ring = new FloatRing(2048, 1);
        float[] ramp = new float[2048];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
        }
        ring.write(ramp, 0, ramp.length);
        Intake intake = new Intake(ring);
        assertEquals(256, intake.drop(256));
        assertEquals(512, intake.drop(512));
        float[] after = new float[200];
        intake.read(after, 0, after.length);
        assertEquals(0, after[0], 4, "begins where the first drop began");
        assertEquals(256 + 512 + 199, after[199]);
    }

    @Example
    void dropsNothingFromEmptyRing() {
        Intake intake = new Intake(new FloatRing(16, 1));
        assertEquals(0, intake.drop(10));
        assertEquals(0, intake.discard(10));
        assertEquals(0, intake.read(new float[4], 0, 4));
    }
}
