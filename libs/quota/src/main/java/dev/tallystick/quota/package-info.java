/**
 * How much a person, a party or another account may do in a window of time. Replicas count in one
 * table; who has used up a quota gets 429 and is told when to come back.
 */
@NullMarked
package dev.tallystick.quota;

import org.jspecify.annotations.NullMarked;
