package dev.tallystick.bureau.scoring;

import java.util.Optional;

/** The points that a value gets, and the code of the reason to name if it cost some. */
record ScoredValue(long points, Optional<String> reason) {}
