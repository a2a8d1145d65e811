package dev.tallystick.rules.pack;

import java.util.SortedSet;

/**
 * A purpose that the pack knows.
 *
 * @param objects the kinds of object one of which a request has to name; empty if none
 * @param open whether that object has to be open: a loan, line or guarantee reported and not closed
 * @param permitted false if it is refused whatever was consented to
 * @param everyCategory whether every category serves it, whatever the category says: a person's
 *     look at their own data
 */
public record Purpose(
    String code,
    SortedSet<String> objects,
    boolean open,
    boolean permitted,
    boolean everyCategory) {}
