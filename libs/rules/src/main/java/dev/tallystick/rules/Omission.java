package dev.tallystick.rules;

/** A category left out, with the refusal it would have been and the rule behind it. */
public record Omission(String category, String code, String ruleId) {}
