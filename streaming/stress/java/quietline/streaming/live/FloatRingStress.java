package quietline.streaming.live;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Checks under jcstress, which tries all orders that compilers and processors may produce, that
 * samples are written before they can be read or skipped, and read before they are overwritten. Run
 * by {@code mvn -Pstress verify}.
 */
final class FloatRingStress {

    private static final int CAPACITY = 2;

    private FloatRingStress() {}

    /** The result is the number of samples read, and their values as digits. */
    private static void read(FloatRing ring, II_Result result) {
        float[] into = new float[CAPACITY];
        result.r1 = ring.read(into, 0, CAPACITY);
        result.r2 = (int) (10 * into[0] + into[1]);
    }

    private static void write(FloatRing ring, float... samples) {
        ring.write(samples, 0, samples.length);
    }

    /** Samples are visible before their position is published. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
    @Outcome(id = "2, 12", expect = Expect.ACCEPTABLE, desc = "all samples")
    @Outcome(expect = Expect.FORBIDDEN, desc = "other samples than were written")
    @State
    public static class Writing {
        private final FloatRing ring = new FloatRing(CAPACITY, 1);

        @Actor
        public void writer() {
            write(ring, 1, 2);
        }

        @Actor
        public void reader(II_Result result) {
            read(ring, result);
        }
    }

    /** The same for a burst that wraps around. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
    @Outcome(id = "2, 12", expect = Expect.ACCEPTABLE, desc = "all samples")
    @Outcome(expect = Expect.FORBIDDEN, desc = "other samples than were written")
    @State
    public static class Wrapping {
        private final FloatRing ring = new FloatRing(CAPACITY, 1);

        public Wrapping() {
            write(ring, 9);
            ring.skip(1);
        }

        @Actor
        public void writer() {
            write(ring, 1, 2);
        }

        @Actor
        public void reader(II_Result result) {
            read(ring, result);
        }
    }

    /** A full ring's samples are not overwritten before they are read. */
    @JCStressTest
    @Outcome(id = "2, 12", expect = Expect.ACCEPTABLE, desc = "the old samples")
    @Outcome(expect = Expect.FORBIDDEN, desc = "overwritten")
    @State
    public static class Full {
        private final FloatRing ring = new FloatRing(CAPACITY, 1);

        public Full() {
            write(ring, 1, 2);
        }

        @Actor
        public void writer() {
            write(ring, 8, 9);
        }

        @Actor
        public void reader(II_Result result) {
            read(ring, result);
        }
    }

    /** Stale samples can be skipped. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "no break yet")
    @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "all samples before the break")
    @Outcome(expect = Expect.FORBIDDEN, desc = "stale samples that cannot be skipped")
    @State
    public static class Breaking {
        private final FloatRing ring = new FloatRing(CAPACITY, 1);

        @Actor
        public void writer() {
            write(ring, 1, 2);
            ring.markBreak();
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = ring.stale();
            result.r2 = ring.skip(result.r1);
        }
    }
}
