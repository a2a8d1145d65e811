package dev.tallystick.vault.category;

/**
 * A kind of record, as a pack describes it.
 *
 * @param barred whether it must not even be taken in: prohibited by law, or a means of
 *     authentication (R21)
 * @param derived whether records of it are made of other records, which they must name (R37)
 * @param publicByLaw whether adverse information of it needs no prior notice (R33)
 */
public record RecordCategory(String code, boolean barred, boolean derived, boolean publicByLaw) {}
