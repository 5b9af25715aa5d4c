import shutil
import unittest

import checkpoints
import speed

WEIGHTS = speed.LAUNCHER.parent / "weights" / "quietline-fast.safetensors"


@unittest.skipUnless(shutil.which("java"), "needs Java")
class SpeedTest(unittest.TestCase):
    def test_parameters_are_those_of_the_network_here(self):
        network, parameters, operations = speed.costs(str(WEIGHTS))
        state = checkpoints.load(str(WEIGHTS)).state_dict()
        weights = [x for name, x in state.items() if "running_" not in name and "num_batches" not in name]
        self.assertEqual("GTCRN", network)
        self.assertAlmostEqual(sum(x.numel() for x in weights), parameters, delta=parameters / 50)
        self.assertGreater(operations, 20)

    def test_weights_that_fit_no_network_end_with_the_reason_in_one_line(self):
        with self.assertRaisesRegex(SystemExit, "^quietline: .*README.md: .*$"):
            speed.costs(str(speed.LAUNCHER.parent / "README.md"))
