"""The share of everything that training hears. Those of one choice are weights and need not add up to 1."""

# In a batch: the fewer, the longer. Training hears beginnings of recordings in the short ones.
CLIPS = {8: 0.35, 4: 0.25, 3: 0.2, 2: 0.2}
SCENES = {1: 0.35, 2: 0.3, 3: 0.2, 4: 0.15}  # in a clip, each with its own voice, noise and level
SCENE_SECONDS, SCENE_LEVEL = 2, 15  # the shortest scene; how far the next one's level may be, in dB

SYNTHETIC = 0.08  # of the voices, where DATA has any
VOICES = {"as recorded": 0.4, "resampled": 0.3, "varied": 0.3}
SPEED = 0.82, 1.22  # of the resampled ones
SEMITONES, TEMPO = 3, (0.85, 1.15)  # of the varied ones: pitch and formants ± SEMITONES each
SHELF = 0.2  # voices whose highs are raised
BEGUN = 0.6  # clips that begin in mid-word or nearly so

NOISES = {
    "recorded": 0.42,
    "throat": 0.16,
    "crying": 0.05,
    "signals": 0.09,
    "devices": 0.04,
    "babble": 0.10,
    "crowd": 0.05,
    "vacuum": 0.04,
    "street": 0.05,
    "train": 0.04,
    "dishwasher": 0.04,
    "coloured": 0.04,
    "hum": 0.02,
    "motor": 0.04,
    "fan": 0.02,
    "passing": 0.03,
    "knocks": 0.04,
    "shaped_voices": 0.02,
}
ONE_MORE = 0.25  # another noise on top, and once more

NOISE_ALONE, SPEECH_ALONE = 0.07, 0.05
FAINT_NOISE, LOWEST, HIGHEST, FAINTEST = 0.07, -10, 20, 45  # SNR in dB; FAINT_NOISE is between the last two
CLIPPED, CLIPPED_ALONE = 0.06, 0.3  # with noise, and of the speech alone
PLAIN = 0.4  # as recorded: no room, no filter
VOICE_EQUALISED, NOISE_EQUALISED, ROOM, NOISE_IN_ROOM = 0.5, 0.4, 0.4, 0.5  # of the rest
ROUNDED = 0.3  # to 16 bits
