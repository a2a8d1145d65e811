package dev.tallystick.importing.lines;

import dev.tallystick.party.Identifier;

/** A customer whom the file knows by two identifiers. */
public record KnownTwice(Identifier customer, Identifier other) {}
