package dev.tallystick.rules;

/** What a purpose is about, such as an application or a loan, in the recipient's reference. */
public record PurposeObject(String kind, String ref) {}
