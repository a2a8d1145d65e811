package dev.tallystick.rules.pack;

import java.util.Optional;

/**
 * How a class of categories is protected.
 *
 * @param refuse the rule that refuses it always
 * @param rule the rule that asks for the edge's modifier
 */
public record Tier(String code, String title, Optional<String> refuse, Optional<String> rule) {}
