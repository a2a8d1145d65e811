/**
 * Pages for the regulator: who does not comply, who is licensed and suspended, who owns whom, what
 * was refused, what the packs say, and what waits for a second person.
 */
@NullMarked
package dev.tallystick.portal.regulator;

import org.jspecify.annotations.NullMarked;
