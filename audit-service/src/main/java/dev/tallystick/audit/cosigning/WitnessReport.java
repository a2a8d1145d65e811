package dev.tallystick.audit.cosigning;

import java.time.Instant;
import java.util.Optional;

/**
 * What can be said of one witness, to operators and in health answers.
 *
 * @param name what the policy calls it
 * @param size the tree size that it has cosigned last for this process; 0 before
 * @param at when that was, by this service's clock
 * @param problem why it did not cosign when it was asked last, if it did not
 */
public record WitnessReport(
    String name, long size, Optional<Instant> at, Optional<String> problem) {}
