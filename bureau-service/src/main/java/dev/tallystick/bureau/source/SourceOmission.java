package dev.tallystick.bureau.source;

import java.util.Optional;

/**
 * What a platform did not release, and the refusal that it was. Of what kind it would have been is
 * not told: without a consent nobody learns what a platform holds.
 *
 * @param from the platform, if the refusal was about one
 */
public record SourceOmission(Optional<String> from, String code, Optional<String> ruleId) {}
