/**
 * The parties, and the keys that decisions are signed with, as consent-service tells them to other
 * services. What a decision rests on goes through guards; this is for the door.
 */
@NullMarked
package dev.tallystick.directory;

import org.jspecify.annotations.NullMarked;
