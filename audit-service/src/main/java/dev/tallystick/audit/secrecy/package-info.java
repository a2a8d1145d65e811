/**
 * Lawful secrecy: reads that an authority keeps from a person for a term, and their opening. A
 * sealed entry is filed under its authority alone; whatever happens, {@code entry.unsealed} brings
 * it back into the person's list when its time has come. How many are closed is public.
 */
@NullMarked
package dev.tallystick.audit.secrecy;

import org.jspecify.annotations.NullMarked;
