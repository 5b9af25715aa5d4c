package quietline.streaming.live;

/**
 * What one thread of a session does again and again. A step takes no longer than its device does
 * and never sleeps itself, so that a test can take all steps in one thread and a time of its own.
 */
interface Stage {

    long FINISHED = -1;

    /** Does what there is to do; gives the nanoseconds that it need not be called for, or −1. */
    long step();
}
