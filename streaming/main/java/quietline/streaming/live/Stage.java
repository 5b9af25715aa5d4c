package quietline.streaming.live;

/**
 * The repeated work of one thread of a session. A step may block in its device but never sleeps, so
 * that tests can step all stages in one thread with simulated time.
 */
interface Stage {

    long FINISHED = -1;

    /** Does one step; returns how many nanoseconds to sleep, or {@link #FINISHED}. */
    long step();
}
