package dev.tallystick.bench.inquiry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of {@code bench/run inquiries}.
 *
 * @param home the state folder of the suite
 * @param small whether a hint at the figures is enough
 * @param warmUp how long to warm up at most; as planned if empty
 * @param soak how long to go on at 60 % of the peak; not at all if empty
 */
public record InquiryOptions(
    Path home, boolean small, Optional<Duration> warmUp, Optional<Duration> soak) {}
