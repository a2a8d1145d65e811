package dev.tallystick.rules.state;

/** A consent in the version that was used. */
public record ConsentRef(String id, long version) {}
