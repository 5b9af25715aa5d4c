package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import quietline.Enhancer;

class HopFramerTest {

    @Property(tries = 200)
    void collectsBurstsOfAnySize(
            @ForAll @Size(max = 30) List<@IntRange(max = 900) Integer> bursts) {
        HopFramer framer = new HopFramer(1);
        float[] burst = new float[900];
        int pushed = 0;
        int framed = 0;
        for (int size : bursts) {
            for (int i = 0; i < size; i++) {
                burst[i] = pushed + i;
            }
            for (int done = 0; done < size; ) {
                done += framer.push(burst, done, size - done);
                if (framer.missing() == 0) {
                    for (float sample : framer.take()) {
                        assertEquals(framed++, sample);
                    }
                }
            }
            pushed += size;
        }
        assertEquals(pushed / Enhancer.HOP_SAMPLES * Enhancer.HOP_SAMPLES, framed);
    }

    @Example
    void refusesToReturnIncompleteHop() {
        HopFramer framer = new HopFramer(1);
        framer.push(new float[100], 0, 100);
        assertThrows(IllegalStateException.class, framer::take);
        framer.reset();
        assertEquals(Enhancer.HOP_SAMPLES, framer.missing());
    }
}
