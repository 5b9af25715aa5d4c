package quietline.streaming.live;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What one thread sees of another's use of a ring, in all orders that compilers and processors make
 * of it: what is given has been written, what is overwritten has been read, and what is stale is
 * there to be skipped. {@code mvn -Pstress verify} runs them.
 */
final class FloatRingStress {

    private static final int CAPACITY = 2;

    private FloatRingStress() {}

    /** Gives how many were read, and the samples as digits. */
    private static void read(FloatRing ring, II_Result result) {
        float[] into = new float[CAPACITY];
        result.r1 = ring.read(into, 0, CAPACITY);
        result.r2 = (int) (10 * into[0] + into[1]);
    }

    private static void write(FloatRing ring, float... samples) {
        ring.write(samples, 0, samples.length);
    }

    /** What is written is there before it is said to be. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
    @Outcome(id = "2, 12", expect = Expect.ACCEPTABLE, desc = "all of it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "not what was written")
    @State
    public static class Writing {
        private final FloatRing ring = new FloatRing(CAPACITY);

        @Actor
        public void writer() {
            write(ring, 1, 2);
        }

        @Actor
        public void reader(II_Result result) {
            read(ring, result);
        }
    }

    /** The same where the burst goes round the end. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
    @Outcome(id = "2, 12", expect = Expect.ACCEPTABLE, desc = "all of it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "not what was written")
    @State
    public static class Wrapping {
        private final FloatRing ring = new FloatRing(CAPACITY);

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
    @Outcome(id = "2, 12", expect = Expect.ACCEPTABLE, desc = "what was there")
    @Outcome(expect = Expect.FORBIDDEN, desc = "overwritten")
    @State
    public static class Full {
        private final FloatRing ring = new FloatRing(CAPACITY);

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

    /** Samples that a break makes stale have been written. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "no break yet")
    @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "all before it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "stale samples that are not there")
    @State
    public static class Breaking {
        private final FloatRing ring = new FloatRing(CAPACITY);

        @Actor
        public void writer() {
            write(ring, 1, 2);
            ring.breakHere();
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = ring.stale();
            result.r2 = ring.skip(result.r1);
        }
    }
}
