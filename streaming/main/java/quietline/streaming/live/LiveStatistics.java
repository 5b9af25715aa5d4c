package quietline.streaming.live;

/**
 * The state of a session at one moment. Counts are since its start.
 *
 * @param inputPeak peak level, full scale 1; falls by 20 dB per second
 * @param inputRms RMS level over about 0.3 s
 * @param noiseReductionDb the attenuation in decibels, averaged over the hops of about 2 s, so that
 *     pauses count as much as speech
 * @param hops the number of enhanced hops
 * @param processingP50Micros the median processing time of a hop
 * @param latencyMillis from microphone to speaker including the window, averaged over about one
 *     second, as far as the devices report their delays; 0 before any audio
 * @param ringSamples the samples between the devices, at 16 kHz
 * @param targetSamples the target for {@code ringSamples} plus the speaker's queue, if that is
 *     known
 * @param overruns how often captured audio found the ring full
 * @param underruns how often silence had to be played for lack of audio
 * @param droppedHops the hops dropped to bound the delay
 * @param driftPpm how much faster the speaker's clock is than the microphone's
 * @param lostRecordedSamples the samples not recorded because the disk was too slow
 * @param input the name of the microphone
 * @param output the name of the speaker
 * @param enhancerMillis the part of {@code latencyMillis} that is the enhancer's
 * @param idle whether the devices are closed because nobody hears the output
 */
public record LiveStatistics(
        double uptimeSeconds,
        float inputPeak,
        float inputRms,
        float outputPeak,
        float outputRms,
        float noiseReductionDb,
        long hops,
        double processingP50Micros,
        double processingP99Micros,
        double processingMaxMicros,
        double latencyMillis,
        int ringSamples,
        int targetSamples,
        double driftPpm,
        long overruns,
        long underruns,
        long droppedHops,
        long inputReconnects,
        long outputReconnects,
        boolean inputConnected,
        boolean outputConnected,
        boolean bypass,
        float strength,
        boolean recording,
        long lostRecordedSamples,
        String input,
        String output,
        double enhancerMillis,
        boolean idle) {}
