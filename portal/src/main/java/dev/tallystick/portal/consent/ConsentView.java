package dev.tallystick.portal.consent;

import io.quarkus.qute.TemplateData;
import java.util.Optional;

/**
 * A consent as a page shows it.
 *
 * @param id under which it is withdrawn
 * @param open whether it is in force
 * @param status what became of it, in words
 * @param what who may do what
 * @param purpose what for
 * @param categories what kinds of data
 * @param retention for how long it may be kept
 * @param until its last day
 * @param uses how often it was used, and how often it may be; empty if nobody counts
 * @param collectedBy who says that the reader gave it; empty if it was given here
 * @param special what is special about its kind; empty if nothing is
 * @param notice the text that was shown
 * @param movable whether it can go to another bureau from here
 */
@TemplateData
public record ConsentView(
    String id,
    boolean open,
    String status,
    String what,
    String purpose,
    String categories,
    String retention,
    String until,
    String uses,
    Optional<String> collectedBy,
    String special,
    Optional<String> notice,
    boolean movable) {}
