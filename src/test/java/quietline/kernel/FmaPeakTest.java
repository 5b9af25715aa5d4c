package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FmaPeakTest {

    /** Between what an interpreter and what no core of today does. */
    @Test
    void thePeakIsThatOfACompiledLoop() {
        double gigaflops = FmaPeak.gigaflops();
        assertTrue(gigaflops > 0.1 && gigaflops < 2000, gigaflops + " GFLOP/s");
    }

    @Test
    void anAverageIsNoMoreThanThePeak() {
        double average = FmaPeak.gigaflops(20_000_000);
        double peak = FmaPeak.gigaflops();
        assertTrue(average > 0.01 && average <= 1.2 * peak, average + " of " + peak + " GFLOP/s");
    }
}
