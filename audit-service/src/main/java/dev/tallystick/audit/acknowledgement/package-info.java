/**
 * The buyer's half: a recipient's signed word that it has opened a release and found it in the log,
 * checked against the log and appended once.
 */
@NullMarked
package dev.tallystick.audit.acknowledgement;

import org.jspecify.annotations.NullMarked;
