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
}
