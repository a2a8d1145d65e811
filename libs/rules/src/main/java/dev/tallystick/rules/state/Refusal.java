package dev.tallystick.rules.state;

/** That a person said no to a recipient's purpose, and when. */
public record Refusal(String recipient, String purpose, long recordedMillis) {}
