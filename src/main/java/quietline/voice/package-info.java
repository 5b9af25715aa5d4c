/**
 * Streams of speech as voice programs have them: {@link quietline.voice.VoiceStream} takes packets
 * of any size, rate and sample format; {@link quietline.voice.Denoiser} has the methods that users
 * of RNNoise from Java know.
 */
package quietline.voice;
