package dev.tallystick.rules.state;

import java.util.Optional;
import java.util.SortedSet;

/** What a person was told before consenting. */
public record Notice(
    String id,
    String subject,
    String kind,
    Optional<String> discloser,
    String recipient,
    String textHash,
    String language,
    SortedSet<String> items,
    boolean highlighted) {}
